package io.chronoops.endtoend.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter written = new StringWriter();

    @Test
    void elsewhere_than_on_a_terminal_a_step_is_one_plain_line() {
        var screen = new Screen(new PrintWriter(written), false, false);

        screen.begin("Full backup");
        screen.end("Full backup", "200,000 rows", true, Duration.ofMillis(1_250));

        assertThat(written.toString()).matches("  ✓ Full backup +200,000 rows +1\\.[23] s\n");
    }

    @Test
    void on_a_terminal_the_end_replaces_the_beginning_and_a_failure_is_red() {
        var screen = new Screen(new PrintWriter(written), true, true);

        screen.begin("Same rows");
        screen.end("Same rows", "different: pages", false, Duration.ZERO);

        assertThat(written.toString()).contains("\r\u001b[K").contains("\u001b[31m✗");
    }

    @Test
    void what_is_said_beyond_the_first_line_stands_below_it() {
        var screen = new Screen(new PrintWriter(written), false, false);

        screen.end("Full backup", "failed\nmake room", false, Duration.ZERO);

        assertThat(written.toString()).contains("failed ").endsWith("      make room\n");
    }

    @Test
    void figures_are_written_as_a_person_reads_them() {
        assertThat(Say.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Say.bytes(123_456_789)).isEqualTo("123 MB");
        assertThat(Say.time(Duration.ofMillis(45))).isEqualTo("45 ms");
        assertThat(Say.time(Duration.ofSeconds(150))).isEqualTo("2 min 30 s");
    }
}
