package io.chronoops.monitor.probe.deadtuples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chronoops.monitor.probe.deadtuples.TablePages.Shape;
import org.junit.jupiter.api.Test;

class TablePagesTest {
    private static final Shape HUNDRED_BYTES = new Shape(100, false, 100, 8192);

    @Test
    void after_a_vacuum_the_pages_say_what_the_counters_no_longer_do() {
        var table = table(10_000, 0, 10_000, 1350);

        assertThat(table.byCounters()).isZero();
        assertThat(table.ratio()).isCloseTo(0.88, within(0.01));
    }

    @Test
    void after_a_crash_without_counters_the_last_vacuums_rows_are_taken() {
        var table = table(0, 0, 10_000, 1350);

        assertThat(table.ratio()).isCloseTo(0.88, within(0.01));
    }

    @Test
    void dead_rows_not_yet_vacuumed_are_told_by_both_alike() {
        var table = table(30_500, 30_500, 30_500, 1000);

        assertThat(table.byCounters()).isEqualTo(0.5);
        assertThat(table.ratio()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void dead_rows_that_grown_pages_do_not_show_yet_are_told_by_the_counters() {
        assertThat(table(40_000, 20_000, 40_000, 600).withPages(984).ratio()).isCloseTo(0.333, within(0.001));
    }

    @Test
    void a_full_table_has_nothing_dead() {
        assertThat(table(61_000, 0, 61_000, 1000).ratio()).isLessThan(0.02);
    }

    @Test
    void counters_that_speak_of_more_rows_than_the_pages_hold_are_not_believed() {
        var table = table(44_000, 36_000, 40_000, 656);

        assertThat(table.contradictsItself()).isTrue();
        assertThat(table.byCounters()).isCloseTo(0.45, within(0.001));
        assertThat(table.ratio()).isCloseTo(0.9, within(0.01));
    }

    @Test
    void a_table_that_has_grown_since_its_pages_were_counted_is_judged_by_its_pages_now() {
        var table = table(80_000, 20_000, 40_000, 656).withPages(1650);

        assertThat(table.contradictsItself()).isFalse();
        assertThat(table.ratio()).isCloseTo(0.2, within(0.01));
    }

    @Test
    void a_table_never_analyzed_is_not_covered() {
        assertThat(table(10_000, 9_000, -1, 500).isCovered()).isFalse();
    }

    @Test
    void a_table_with_a_column_of_unknown_width_is_not_covered() {
        assertThat(new TablePages("t", 10, 10, 10, 100, 3, 2, HUNDRED_BYTES).isCovered())
                .isFalse();
    }

    private static TablePages table(double live, double dead, double estimated, double pages) {
        return new TablePages("t", live, dead, estimated, pages, 3, 3, HUNDRED_BYTES);
    }
}
