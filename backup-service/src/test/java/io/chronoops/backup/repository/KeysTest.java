package io.chronoops.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    private static final String ONE = "2026-01 MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n";
    private static final String TWO = "2026-07 OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg=\n";

    @Test
    void the_last_line_is_the_newest_key_and_the_older_ones_stay() {
        Keys keys = Keys.parse("# made by hand\n" + ONE + "\n" + TWO, "k");

        assertThat(keys.newest()).contains("2026-07");
        assertThat(keys.find("2026-01").orElseThrow()).hasSize(32);
        assertThat(keys.find("2025-01")).isEmpty();
    }

    @Test
    void a_wrong_line_is_refused_by_its_number_and_never_told() {
        assertThatThrownBy(() -> Keys.parse(ONE + "short c2hvcnQ=", "k"))
                .hasMessageContainingAll("k line 2", "short", "5 bytes", "openssl rand -base64 32");
        assertThatThrownBy(() -> Keys.parse("odd !secret!", "k"))
                .hasMessageContainingAll("k line 1", "odd")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Keys.parse(ONE + ONE, "k")).hasMessageContainingAll("k line 2", "2026-01", "already");
        assertThatThrownBy(() -> Keys.parse("c2VjcmV0", "k"))
                .hasMessageContaining("k line 1")
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> Keys.parse("ä/b " + ONE.split(" ")[1], "k")).hasMessageContaining("k line 1");
        assertThatThrownBy(() -> Keys.parse("# nothing\n", "k")).hasMessageContaining("no key");
    }

    @Test
    void a_file_that_everybody_may_read_is_refused_by_name(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), ONE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Keys.read(file)).hasMessageContainingAll(file.toString(), "chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Keys.read(file).newest()).contains("2026-01");
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> Keys.read(nowhere))
                .hasMessageContainingAll("chronoops.repository.encryption.keys-file", nowhere.toString());
    }
}
