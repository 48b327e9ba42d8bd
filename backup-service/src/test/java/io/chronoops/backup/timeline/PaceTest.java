package io.chronoops.backup.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void what_passes_takes_the_time_that_its_number_needs_and_asks_meanwhile_whether_to_go_on() {
        var asked = new AtomicInteger();
        long begun = System.nanoTime();

        new Pace(100).pass(50, asked::incrementAndGet);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(490));
        assertThat(asked).hasPositiveValue();
    }

    @Test
    void who_is_told_to_stop_stops_at_once() {
        assertThatThrownBy(() -> new Pace(1).pass(3_600, () -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
    }

    @Test
    void without_a_bound_nothing_waits_and_below_one_a_second_is_refused() {
        long begun = System.nanoTime();

        new Pace(null).pass(1_000_000_000, () -> {});

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThatThrownBy(() -> new Pace(0)).hasMessageContaining("was 0");
    }
}
