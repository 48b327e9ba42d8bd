package io.chronoops.backup.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramOutputTest {
    @Test
    void a_program_that_is_not_there_is_named_with_the_mend() {
        assertThatThrownBy(() -> ClientPrograms.output(List.of("pg_restore-of-nobody")))
                .hasMessageContaining("pg_restore-of-nobody cannot be run here")
                .isInstanceOfSatisfying(OperationFailed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(Reason.PRECONDITION);
                    assertThat(failed.mend()).contains("postgresql-client");
                });
    }

    @Test
    void what_it_writes_is_read_while_it_runs_and_what_it_says_when_it_failed() throws IOException {
        try (var output = ClientPrograms.output(List.of("sh", "-c", "echo rows; echo bad >&2; exit 3"))) {
            assertThat(output.out().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("rows\n");
            assertThat(output.failure()).contains("bad");
        }
        try (var output = ClientPrograms.output(List.of("true"))) {
            assertThat(output.failure()).isEmpty();
        }
    }

    @Test
    void closing_ends_a_program_that_would_write_for_ever() throws IOException {
        var output = ClientPrograms.output(List.of("sh", "-c", "while true; do echo y; done"));
        assertThat(output.out().readNBytes(100_000)).hasSize(100_000);

        output.close();

        assertThat(output.isRunning()).isFalse();
    }
}
