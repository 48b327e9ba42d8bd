package io.chronoops.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @Test
    void a_token_has_its_role_and_the_lesser_ones(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("tokens"), "# roles\nviewer abc\n\noperator def\n");

        Tokens tokens = Tokens.read(file);

        assertThat(tokens.roleOf("abc")).contains(Role.VIEWER);
        assertThat(tokens.roleOf("def").orElseThrow().authorities()).containsExactly("ROLE_VIEWER", "ROLE_OPERATOR");
        assertThat(tokens.roleOf("")).isEmpty();
    }

    @Test
    void names_the_file_and_what_is_wrong_with_it(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("tokens"), "root abc\n");

        assertThatThrownBy(() -> Tokens.read(file)).hasMessageContaining("role root");
        assertThatThrownBy(() -> Tokens.read(folder.resolve("none"))).hasMessageContaining("chronoops.tokens.file");
    }
}
