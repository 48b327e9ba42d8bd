package io.chronoops.endtoend.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docker-compose itself reads the file; no engine is asked. */
class ComposeConfigIT {
    @TempDir
    static Path folder;

    private static ComposeProgram compose;

    @BeforeAll
    static void find() {
        compose = ComposeProgram.find()
                .orElseGet(() -> abort("no docker-compose, no compose plugin, and apt-get cannot download one:"
                        + " sudo apt-get install docker-compose"));
    }

    @Test
    void without_its_secrets_it_says_what_to_run(@TempDir Path bare) throws Exception {
        java.nio.file.Files.copy(Written.path("docker-compose.yml"), bare.resolve("docker-compose.yml"));
        Command refused = compose.run(bare, List.of("config"));
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.said()).contains("run monitoring/compose/generate-env.sh first");
    }

    @Test
    void with_them_it_is_valid_and_holds_every_service() {
        ComposedCheckout.make(folder);
        Command listed = compose.run(folder, List.of("config", "--services"));
        assertThat(listed.exit()).as(listed.said()).isZero();
        assertThat(listed.said().lines())
                .containsExactlyInAnyOrderElementsOf(ComposeFile.read().services());
        Command config = compose.run(folder, List.of("config"));
        assertThat(config.exit()).as(config.said()).isZero();
        assertThat(config.said()).doesNotContain("${");
    }
}
