package io.chronoops.backup.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.capture.RecoveryPoint.Beat;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecoveryPointTest {
    /** The source's clock is a day ahead of any of ours. */
    private static final Instant SOURCE = Instant.parse("2030-01-02T00:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void the_age_is_the_sources_own_time_between_two_heartbeats_and_ours_since_the_later_one() {
        assertThat(RecoveryPoint.age(new Beat(SOURCE, 7 * SECOND), SOURCE.minusSeconds(30), 9 * SECOND, PATIENCE))
                .contains(Duration.ofSeconds(32));
    }

    @Test
    void it_is_not_known_while_heartbeats_are_missing() {
        assertThat(RecoveryPoint.age(new Beat(SOURCE, 0), SOURCE, 10 * SECOND, PATIENCE))
                .contains(Duration.ofSeconds(10));
        assertThat(RecoveryPoint.age(new Beat(SOURCE, 0), SOURCE, 10 * SECOND + 1, PATIENCE))
                .isEmpty();
    }

    @Test
    void it_is_not_known_before_a_heartbeat_was_written_and_one_was_sealed() {
        assertThat(RecoveryPoint.age(null, SOURCE, 0, PATIENCE)).isEmpty();
        assertThat(RecoveryPoint.age(new Beat(SOURCE, 0), null, 0, PATIENCE)).isEmpty();
    }

    @Test
    void it_is_never_negative_where_the_sources_clock_was_put_back() {
        assertThat(RecoveryPoint.age(new Beat(SOURCE, 0), SOURCE.plusSeconds(60), SECOND, PATIENCE))
                .isEmpty();
    }
}
