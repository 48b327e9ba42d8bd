package io.chronoops.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cli.operation.OperationView.Progress;
import io.chronoops.cli.output.Look;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarTest {
    private static final Instant NOW = Instant.EPOCH.plusSeconds(5);
    private static final Look ASCII = new Look(false, false, 80, NOW, ZoneOffset.UTC);

    private static OperationView operation(@Nullable Progress progress) {
        return new OperationView("id", "backup", "shop", "running", null, null, null, progress, null, Map.of(), null);
    }

    private static String line(int width, @Nullable Progress progress) {
        return new Bar(ASCII, width).line(operation(progress), new Pace(), Instant.EPOCH);
    }

    @Test
    void it_shows_step_part_and_figures() {
        assertThat(line(80, new Progress("copying", 50, 100, "rows")))
                .isEqualTo("  copying  ############------------   50 %  50 of 100 rows");
    }

    @Test
    void without_an_end_it_shows_the_time_it_takes() {
        assertThat(line(80, new Progress("reading", 7, 0, "changes"))).isEqualTo("  reading  7 changes, 5.0 s");
        assertThat(line(80, null)).isEqualTo("  started, 5.0 s");
    }

    @Test
    void more_than_all_is_all() {
        assertThat(line(80, new Progress("copying", 150, 100, ""))).contains("########################  100 %");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void it_never_reaches_the_end_of_the_line(int width) {
        var progress = new Progress("a step with a very long name ".repeat(5), 123_456, 999_999, "things");

        assertThat(line(width, progress)).hasSizeLessThan(width);
    }
}
