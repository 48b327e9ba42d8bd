package io.chronoops.stack.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_secret_stays_what_it_was_and_is_nobody_elses_to_read() throws IOException {
        String secret = new Secrets(folder.resolve("secrets")).get("kafka/admin");

        assertThat(new Secrets(folder.resolve("secrets")).get("kafka/admin"))
                .isEqualTo(secret)
                .hasSizeGreaterThan(30);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets/kafka/admin"))))
                .isEqualTo("rw-------");
    }

    @Test
    void the_file_of_tokens_has_a_line_a_role() throws IOException {
        var tokens = new Tokens(new Secrets(folder));

        assertThat(Files.readAllLines(tokens.file()))
                .containsExactly(
                        "viewer " + tokens.of("viewer"),
                        "operator " + tokens.of("operator"),
                        "admin " + tokens.of("admin"));
    }
}
