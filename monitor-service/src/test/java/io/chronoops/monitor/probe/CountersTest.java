package io.chronoops.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountersTest {
    private final Counters counters = new Counters();

    @Test
    void a_first_look_has_seen_no_growth() {
        var growth = counters.take(row(1000), "hits");

        assertThat(growth.isFirst()).isTrue();
        assertThat(growth.of("hits")).isZero();
    }

    @Test
    void growth_is_since_the_look_before_not_since_ever() {
        counters.take(row(1000), "hits");

        assertThat(counters.take(row(1010), "hits").of("hits")).isEqualTo(10);
    }

    @Test
    void a_counter_that_went_back_was_reset_and_has_not_grown() {
        counters.take(row(1000), "hits");

        var growth = counters.take(row(3), "hits");

        assertThat(growth.isReset()).isTrue();
        assertThat(growth.of("hits")).isZero();
    }

    private static Row row(long hits) {
        return new Row(Map.of("hits", hits));
    }
}
