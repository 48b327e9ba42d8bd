package io.chronoops.backup.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.ops.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encrypted view of a folder, and every way in which its files can be tampered with. */
class KeyedRepositoryTest implements RepositoryContract {
    private static final int SEGMENT = 1 << 20;
    private static final int HEADER = "CHRONENC".length() + 2 + "k2".length();

    private Path root = Path.of("unset");

    @BeforeEach
    void root(@TempDir Path folder) {
        root = folder.resolve("repository");
    }

    static String line(String id) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) id.hashCode());
        return id + " " + Base64.getEncoder().encodeToString(key) + "\n";
    }

    private Repository keyed(String... ids) {
        Keys keys = ids.length == 0
                ? Keys.none()
                : Keys.parse(
                        String.join(
                                "",
                                Arrays.stream(ids)
                                        .map(KeyedRepositoryTest::line)
                                        .toList()),
                        "keys.txt");
        return new KeyedRepository(new DiskRepository(root), keys);
    }

    @Override
    public Repository repository() {
        try {
            return keyed("k1", "k2").encrypting(true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(Repository repository, String path, byte[] content) throws IOException {
        try (var file = repository.create(path)) {
            file.write(content);
            file.commit();
        }
    }

    private static byte[] read(Repository repository, String path) throws IOException {
        try (InputStream in = repository.open(path)) {
            return in.readAllBytes();
        }
    }

    private AbstractThrowableAssert<?, RepositoryFailed> reading(Repository repository, String path) {
        return assertThatThrownBy(() -> read(repository, path))
                .asInstanceOf(InstanceOfAssertFactories.throwable(RepositoryFailed.class))
                .hasMessageContaining(path);
    }

    private void isDamaged(String path) {
        reading(repository(), path)
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(Reason.CORRUPT));
    }

    @Test
    void a_person_sees_what_is_encrypted_with_which_key_and_nothing_of_its_content() throws IOException {
        put(repository(), "a/1.copy.gz", "top secret".getBytes(UTF_8));

        String stored = Files.readString(root.resolve("a/1.copy.gz.enc"), ISO_8859_1);
        assertThat(stored).startsWith("CHRONENC\1\2k2").doesNotContain("secret");
        assertThat(root.resolve("a/1.copy.gz")).doesNotExist();
        assertThat(repository().keyId()).contains("k2");
    }

    @Test
    void encrypted_and_clear_files_read_alike_through_any_view_that_has_the_keys() throws IOException {
        put(keyed("k1").encrypting(true), "a/old", "old".getBytes(UTF_8));
        put(keyed("k1", "k2").encrypting(true), "a/new", "new".getBytes(UTF_8));
        put(keyed(), "a/clear", "clear".getBytes(UTF_8));

        for (Repository view : List.of(keyed("k1", "k2"), repository())) {
            assertThat(view.list("a")).containsExactly("a/clear", "a/new", "a/old");
            assertThat(read(view, "a/old")).isEqualTo("old".getBytes(UTF_8));
            assertThat(read(view, "a/new")).isEqualTo("new".getBytes(UTF_8));
            assertThat(read(view, "a/clear")).isEqualTo("clear".getBytes(UTF_8));
        }
    }

    @Test
    void a_file_put_in_the_other_form_is_there_once() throws IOException {
        put(keyed(), "a/1", "clear".getBytes(UTF_8));
        put(repository(), "a/1", "hidden".getBytes(UTF_8));
        assertThat(read(keyed("k2"), "a/1")).isEqualTo("hidden".getBytes(UTF_8));

        put(keyed(), "a/1", "clear again".getBytes(UTF_8));
        assertThat(read(keyed(), "a/1")).isEqualTo("clear again".getBytes(UTF_8));
        try (var files = Files.list(root.resolve("a"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_lost_key_is_named_with_the_file_and_the_mend() throws IOException {
        put(repository(), "a/1", new byte[10]);

        reading(keyed("k1"), "a/1")
                .hasMessageContainingAll("key k2", "keys.txt", "it has k1")
                .satisfies(failed -> {
                    assertThat(failed.reason()).isEqualTo(Reason.KEY_MISSING);
                    assertThat(failed.mend()).contains("k2");
                });
        reading(keyed(), "a/1").hasMessageContaining("k2").satisfies(failed -> assertThat(failed.reason())
                .isEqualTo(Reason.KEY_MISSING));
        assertThatThrownBy(() -> keyed().encrypting(true)).hasMessageContaining("no key");
        assertThat(keyed().list("a")).containsExactly("a/1");
        keyed().delete("a");
        assertThat(keyed().list("a")).isEmpty();
    }

    @Test
    void every_flipped_byte_is_damage_wherever_it_lies() throws IOException {
        byte[] content = new byte[3 * SEGMENT];
        put(repository(), "a/1", content);
        Path file = root.resolve("a/1.enc");
        byte[] whole = Files.readAllBytes(file);
        // magic; first bytes, middle and last byte of the encrypted part
        for (int at : List.of(0, HEADER, HEADER + 20, HEADER + 45, whole.length / 2, whole.length - 1)) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);

            isDamaged("a/1");
        }
    }

    @Test
    void a_file_cut_short_is_damage_at_a_border_of_segments_too() throws IOException {
        put(repository(), "a/1", new byte[3 * SEGMENT]);
        Path file = root.resolve("a/1.enc");
        byte[] whole = Files.readAllBytes(file);
        for (int length :
                List.of(0, 5, HEADER, HEADER + 10, HEADER + SEGMENT, HEADER + 2 * SEGMENT, whole.length - 1)) {
            Files.write(file, Arrays.copyOf(whole, length));

            isDamaged("a/1");
        }
    }

    @Test
    void a_file_with_something_added_is_damage() throws IOException {
        put(repository(), "a/1", new byte[100]);
        Path file = root.resolve("a/1.enc");
        Files.write(file, new byte[1], java.nio.file.StandardOpenOption.APPEND);

        isDamaged("a/1");
    }

    @Test
    void files_that_were_swapped_are_damage() throws IOException {
        put(repository(), "a/1", "one".getBytes(UTF_8));
        put(repository(), "a/2", "two".getBytes(UTF_8));
        Files.move(root.resolve("a/1.enc"), root.resolve("a/3.enc"));
        Files.move(root.resolve("a/2.enc"), root.resolve("a/1.enc"));
        Files.move(root.resolve("a/3.enc"), root.resolve("a/2.enc"));

        isDamaged("a/1");
        isDamaged("a/2");
    }

    @Test
    void another_key_under_the_same_id_is_damage_that_says_so() throws IOException {
        put(repository(), "a/1", "one".getBytes(UTF_8));
        Keys other = Keys.parse(line("k1").replace("k1 ", "k2 "), "keys.txt");

        reading(new KeyedRepository(new DiskRepository(root), other), "a/1")
                .hasMessageContaining("another key goes by that id");
    }

    @Test
    void a_form_newer_than_this_version_is_named() throws IOException {
        put(repository(), "a/1", "one".getBytes(UTF_8));
        Path file = root.resolve("a/1.enc");
        byte[] newer = Files.readAllBytes(file);
        newer["CHRONENC".length()] = 2;
        Files.write(file, newer);

        reading(repository(), "a/1")
                .satisfies(failed -> assertThat(failed.reason()).isEqualTo(Reason.NEWER_FORMAT));
    }

    @Test
    void a_name_that_looks_encrypted_is_refused() {
        assertThatThrownBy(() -> repository().create("a/1.enc")).hasMessageContaining("a/1.enc");
    }

    @Test
    void descriptions_are_in_clear_in_the_place_itself() throws IOException {
        Json.put(repository(), "a/manifest.json", List.of("one"));

        assertThat(root.resolve("a/manifest.json")).content().contains("\"one\"");
        assertThat(root.resolve("a/manifest.json.enc")).doesNotExist();
    }

    @Test
    void a_folder_is_copied_in_clear_with_its_keys_alone(@TempDir Path target) throws IOException {
        put(repository(), "a/1/data/t/0001.copy", "rows".getBytes(UTF_8));
        Json.put(repository(), "a/1/manifest.json", List.of("one"));

        assertThat(Decrypt.copy(keyed("k2"), "a/1", new DiskRepository(target))).isEqualTo(2);
        assertThat(target.resolve("data/t/0001.copy")).hasContent("rows");
        assertThat(target.resolve("manifest.json")).content().contains("one");
    }
}
