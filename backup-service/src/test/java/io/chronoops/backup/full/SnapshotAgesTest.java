package io.chronoops.backup.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SnapshotAgesTest {
    private Instant now = Instant.parse("2026-11-24T02:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final SnapshotAges ages = new SnapshotAges(clock);

    @Test
    void an_age_grows_while_the_snapshot_is_held_and_is_zero_before_and_after() {
        assertThat(ages.of("shop")).isZero();

        try (var _ = ages.hold("shop")) {
            now = now.plusSeconds(90);

            assertThat(ages.of("shop")).isEqualTo(Duration.ofSeconds(90));
            assertThat(ages.of("another")).isZero();
        }
        assertThat(ages.of("shop")).isZero();
    }

    @Test
    void one_that_ends_late_does_not_hide_the_next() {
        var first = ages.hold("shop");
        now = now.plusSeconds(1);
        try (var _ = ages.hold("shop")) {
            first.close();
            now = now.plusSeconds(2);

            assertThat(ages.of("shop")).isEqualTo(Duration.ofSeconds(2));
        }
    }
}
