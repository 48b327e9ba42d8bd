package io.chronoops.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every repository keeps to, wherever it lies and whether or not it encrypts. */
interface RepositoryContract {
    /** An empty one. */
    Repository repository();

    private void put(String path, byte[] content) throws IOException {
        try (var file = repository().create(path)) {
            file.write(content);
            file.commit();
        }
    }

    private byte[] read(String path) throws IOException {
        try (InputStream in = repository().open(path)) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    default void a_file_is_there_whole_once_committed_and_not_before() throws IOException {
        try (var file = repository().create("shop/backups/1/manifest.json")) {
            file.write("whole".getBytes(UTF_8));
            file.flush();

            assertThat(repository().exists("shop/backups/1/manifest.json")).isFalse();
            assertThat(repository().list("shop")).isEmpty();
            file.commit();
            assertThat(repository().exists("shop/backups/1/manifest.json")).isTrue();
        }

        assertThat(read("shop/backups/1/manifest.json")).isEqualTo("whole".getBytes(UTF_8));
    }

    @Test
    default void a_file_that_is_closed_without_commit_leaves_nothing_even_after_many_parts() throws IOException {
        try (var small = repository().create("a/small");
                var large = repository().create("a/large")) {
            small.write(1);
            large.write(bytes(12_000_000));
        }

        assertThat(repository().list("a")).isEmpty();
        assertThat(repository().exists("a/small")).isFalse();
        assertThat(repository().exists("a/large")).isFalse();
    }

    @Test
    default void a_file_put_again_is_the_new_one_and_one_given_up_leaves_the_old_one() throws IOException {
        put("a/1", bytes(6_000_000));
        put("a/1", "second".getBytes(UTF_8));
        try (var file = repository().create("a/1")) {
            file.write("third".getBytes(UTF_8));
        }

        assertThat(read("a/1")).isEqualTo("second".getBytes(UTF_8));
        assertThat(repository().list("a")).containsExactly("a/1");
    }

    @Test
    default void a_large_file_comes_back_byte_for_byte_however_it_is_written_and_read() throws IOException {
        byte[] content = bytes(17_000_001);
        try (var file = repository().create("a/large")) {
            file.write(content[0]);
            for (int at = 1; at < content.length; at += 333_333) {
                file.write(content, at, Math.min(333_333, content.length - at));
            }
            file.commit();
        }

        assertThat(read("a/large")).isEqualTo(content);
        try (InputStream in = repository().open("a/large")) {
            assertThat(in.read()).isEqualTo(content[0] & 0xff);
            in.skipNBytes(9_000_000);
            assertThat(in.read()).isEqualTo(content[9_000_001] & 0xff);
        }
    }

    @Test
    default void an_empty_file_is_a_file() throws IOException {
        put("a/empty", new byte[0]);

        assertThat(repository().exists("a/empty")).isTrue();
        assertThat(repository().list("a")).containsExactly("a/empty");
        assertThat(read("a/empty")).isEmpty();
    }

    @Test
    default void a_file_that_is_not_there_is_named() throws IOException {
        put("a/10", new byte[1]);

        assertThat(repository().exists("a/1")).isFalse();
        assertThat(repository().exists("a")).isFalse();
        assertThatThrownBy(() -> repository().open("a/1"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("a/1");
        assertThat(repository().list("nowhere")).isEmpty();
        assertThat(repository().list("a/10")).isEmpty();
    }

    @Test
    default void a_list_is_sorted_holds_every_depth_and_nothing_beside_the_folder() throws IOException {
        List<String> paths = List.of("a/b/2", "a/1", "a/b/c/3", "a.b/4", "ab/5", "a/b.json", "a/B");
        for (String path : paths) {
            put(path, path.getBytes(UTF_8));
        }

        assertThat(repository().list("a")).containsExactly("a/1", "a/B", "a/b.json", "a/b/2", "a/b/c/3");
        assertThat(repository().list(""))
                .containsExactlyElementsOf(paths.stream().sorted().toList());
    }

    @Test
    default void odd_names_come_back_as_they_are() throws IOException {
        List<String> odd = List.of(
                "odd/with space",
                "odd/\"quoted\" 'twice'",
                "odd/100%25 + more",
                "odd/Ödd 🐘",
                "odd/a&b<c>;d=e?f#g",
                "odd/back\\slash",
                "odd/%C3%96dd.%22");
        for (String path : odd) {
            put(path, path.getBytes(UTF_8));
        }

        assertThat(repository().list("odd"))
                .containsExactlyElementsOf(odd.stream().sorted().toList());
        for (String path : odd) {
            assertThat(repository().exists(path)).as(path).isTrue();
            assertThat(read(path)).as(path).isEqualTo(path.getBytes(UTF_8));
        }
        repository().delete("odd");
        assertThat(repository().list("odd")).isEmpty();
    }

    @Test
    default void deleting_takes_a_folder_or_one_file_and_nothing_beside_it() throws IOException {
        for (String path : List.of("a/1/x", "a/1/y/z", "a/10", "a/1.json", "b/1")) {
            put(path, new byte[1]);
        }
        repository().delete("a/1");
        repository().delete("b/1");
        repository().delete("nowhere");

        assertThat(repository().list("")).containsExactly("a/1.json", "a/10");
        assertThat(repository().list("b")).isEmpty();
    }

    @Test
    default void many_read_at_once_and_each_gets_the_whole() throws Exception {
        byte[] content = bytes(6_000_000);
        put("a/shared", content);
        List<Future<byte[]>> readers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<byte[]> reader = () -> read("a/shared");
            for (int i = 0; i < 8; i++) {
                readers.add(threads.submit(reader));
            }
        }

        for (Future<byte[]> reader : readers) {
            assertThat(reader.get()).isEqualTo(content);
        }
    }

    @Test
    default void a_reader_that_has_enough_may_stop() throws IOException {
        put("a/large", bytes(12_000_000));
        try (InputStream in = repository().open("a/large")) {
            assertThat(in.readNBytes(10)).hasSize(10);
        }

        assertThat(read("a/large")).hasSize(12_000_000);
    }

    @Test
    default void a_path_that_leaves_the_repository_is_refused() {
        for (String path : List.of("../outside", "a/../../outside", "/etc", "a//b", "./a")) {
            assertThatThrownBy(() -> repository().open(path))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(path);
        }
    }

    @Test
    default void a_description_comes_back_as_it_was_put() throws IOException {
        Json.put(repository(), "a/manifest.json", List.of("one"));

        assertThat(Json.get(repository(), "a/manifest.json", String[].class)).containsExactly("one");
    }
}
