package io.chronoops.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.cli.operation.OperationView.Progress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant START = Instant.EPOCH;

    private final Pace pace = new Pace();

    private static Progress copying(long done) {
        return new Progress("copying", done, 1000, "bytes");
    }

    @Test
    void rate_and_time_left_come_from_what_was_seen() {
        pace.observe(START, copying(0));
        pace.observe(START.plusSeconds(2), copying(200));

        assertThat(pace.rate()).contains(100.0);
        assertThat(pace.left(copying(200))).contains(Duration.ofSeconds(8));
        assertThat(Amount.figures(copying(200), pace)).isEqualTo("200 B of 1.0 kB, 100 B/s, 8.0 s left");
    }

    @Test
    void nothing_is_said_before_there_is_something_to_say() {
        pace.observe(START, copying(0));
        assertThat(pace.rate()).isEmpty();

        pace.observe(START.plusMillis(100), copying(500));
        assertThat(pace.rate()).isEmpty();
    }

    @Test
    void only_the_last_seconds_count() {
        pace.observe(START, copying(0));
        for (int second = 30; second <= 60; second += 10) {
            pace.observe(START.plusSeconds(second), copying(second));
        }

        assertThat(pace.rate()).contains(1.0);
    }

    @Test
    void another_step_or_a_new_attempt_starts_over() {
        pace.observe(START, copying(0));
        pace.observe(START.plusSeconds(2), copying(200));
        pace.observe(START.plusSeconds(3), copying(10));

        assertThat(pace.rate()).isEmpty();
    }

    @Test
    void an_unknown_end_has_no_time_left() {
        var unknown = new Progress("reading the log", 500, 0, "changes");
        pace.observe(START, new Progress("reading the log", 0, 0, "changes"));
        pace.observe(START.plusSeconds(1), unknown);

        assertThat(Amount.figures(unknown, pace)).isEqualTo("500 changes, 500 changes/s");
    }
}
