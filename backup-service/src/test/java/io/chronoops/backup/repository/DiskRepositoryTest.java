package io.chronoops.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.ops.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRepositoryTest implements RepositoryContract {
    private Path root = Path.of("unset");

    @BeforeEach
    void root(@TempDir Path folder) {
        root = folder.resolve("repository");
    }

    @Override
    public Repository repository() {
        return new DiskRepository(root);
    }

    @Test
    void where_it_cannot_be_told_whether_a_file_is_there_that_is_no_no() throws IOException {
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));

        assertThatThrownBy(() -> repository().exists("loop")).isInstanceOf(IOException.class);
    }

    @Test
    void what_a_crash_left_half_written_is_not_listed() throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.writeString(root.resolve("a/1.partial"), "half");

        assertThat(repository().list("a")).isEmpty();
    }

    @Test
    void listing_while_somebody_writes_does_not_fail_on_what_is_just_being_renamed() throws Exception {
        Repository repository = repository();
        var writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 300; i++) {
                try (var file = repository.create("a/" + i)) {
                    file.commit();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });

        while (writer.isAlive()) {
            assertThat(repository.list("a")).noneMatch(path -> path.endsWith(".partial"));
        }
        writer.join();

        assertThat(repository.list("a")).hasSize(300);
    }

    @Test
    void without_a_key_nothing_is_encrypted_and_the_mend_is_said() {
        assertThatThrownBy(() -> repository().encrypting(true))
                .asInstanceOf(InstanceOfAssertFactories.type(RepositoryFailed.class))
                .satisfies(failed -> {
                    assertThat(failed.reason()).isEqualTo(Reason.KEY_MISSING);
                    assertThat(failed.mend()).contains("chronoops.repository.encryption.keys-file");
                });
    }
}
