package io.chronoops.monitor.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.monitor.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final TripwireProperties DEFAULTS =
            new TripwireProperties(9_999, 0.2, List.of("public.loaded_nightly"), Duration.ofMinutes(10));

    private static List<Sample> samples(String table, Counts counts, OptionalDouble before) {
        return Evidence.of(new Counted(7, 100, AT, "", Map.of(table, counts)), DEFAULTS, _ -> before);
    }

    private static int told(Counts counts, OptionalDouble before) {
        return samples("public.orders", counts, before).size();
    }

    @Test
    void many_rows_trip_that_are_also_a_large_share_where_the_number_of_rows_is_known() {
        assertThat(told(new Counts(5_000, 4_999, 0), OptionalDouble.empty())).isZero();
        assertThat(told(new Counts(5_000, 5_000, 0), OptionalDouble.empty())).isEqualTo(1);
        assertThat(told(new Counts(0, 10_000, 0), OptionalDouble.of(50_001))).isZero();
        assertThat(told(new Counts(0, 10_000, 0), OptionalDouble.of(50_000))).isEqualTo(1);
    }

    @Test
    void a_truncate_of_rows_trips_always_also_where_nobody_knows_how_many_and_one_of_no_rows_never() {
        assertThat(told(new Counts(0, 0, 1), OptionalDouble.of(3))).isEqualTo(1);
        assertThat(told(new Counts(0, 0, 1), OptionalDouble.empty())).isEqualTo(1);
        assertThat(told(new Counts(0, 0, 1), OptionalDouble.of(0))).isZero();
    }

    @Test
    void a_table_whose_masses_are_meant_to_change_does_not_trip() {
        assertThat(samples("public.loaded_nightly", new Counts(0, 90_000, 1), OptionalDouble.empty()))
                .isEmpty();
    }

    @Test
    void it_says_what_was_done_by_whom_and_the_ways_back_and_an_undo_only_where_there_is_one() {
        Sample deleted = samples("public.orders", new Counts(0, 12_000, 0), OptionalDouble.of(20_000))
                .getFirst();
        Sample truncated = samples("public.orders", new Counts(0, 0, 1), OptionalDouble.of(3))
                .getFirst();

        assertThat(deleted.getSubject()).isEqualTo("public.orders by transaction 7");
        assertThat(deleted.getValue()).isEqualTo(12_000);
        assertThat(deleted.getEvidence())
                .contains(
                        "\"operation\":\"DELETE\"",
                        "\"rowsBefore\":20000",
                        "\"xid\":7",
                        "\"committedAt\":\"2026-11-23T10:00:00Z\"",
                        "\"user\":\"not known\"",
                        "chronoops restore --before-xid 7 --tables public.orders",
                        "chronoops undo --xid 7");
        assertThat(truncated.getMetric()).isEqualTo(Evidence.TRUNCATED);
        assertThat(truncated.getEvidence()).doesNotContain("undo").contains("--before-xid 7");
    }

    @Test
    void only_a_look_from_before_a_transaction_says_how_many_rows_there_were() {
        var rows = new TableRows();
        rows.looked(new TableRows.Look(AT.minusSeconds(15), Map.of("public.orders", 5.0)));
        rows.looked(new TableRows.Look(AT.plusSeconds(1), Map.of("public.orders", 0.0)));

        assertThat(rows.before(AT, "public.orders")).hasValue(5);
        assertThat(rows.before(AT.minusSeconds(20), "public.orders")).isEmpty();
        assertThat(rows.before(AT, "public.other")).isEmpty();
    }
}
