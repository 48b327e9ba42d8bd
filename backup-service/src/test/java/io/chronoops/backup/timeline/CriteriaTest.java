package io.chronoops.backup.timeline;

import static io.chronoops.backup.timeline.Logged.at;
import static io.chronoops.backup.timeline.Logged.commit;
import static io.chronoops.backup.timeline.Logged.ddl;
import static io.chronoops.backup.timeline.Logged.delete;
import static io.chronoops.backup.timeline.Logged.insert;
import static io.chronoops.backup.timeline.Logged.row;
import static io.chronoops.backup.timeline.Logged.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segment.TableChanges;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.kit.operation.OperationFailed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CriteriaTest {
    private static final Span ALWAYS = new Span(null, null);

    private static Criteria criteria(@Nullable String table, @Nullable Deed deed, long minRows) {
        return new Criteria(table, deed, minRows, null, ALWAYS, 20);
    }

    private static TransactionTally tally(ChangeEvent... events) {
        var tally = new TransactionTally();
        for (ChangeEvent event : events) {
            tally.take(event);
        }
        return tally;
    }

    private static Segment segment(long until, @Nullable Map<String, TableChanges> tables) {
        return new Segment(
                "s" + until,
                1,
                0,
                until,
                at(until),
                1,
                9,
                1,
                1,
                1,
                "",
                "",
                0,
                at(until),
                null,
                List.of(),
                Map.of(),
                tables,
                null,
                null,
                null,
                Set.of());
    }

    @Test
    void rows_are_counted_of_the_deed_and_the_table_asked_for() {
        TransactionTally three = tally(row(delete("1")), row(delete("2")), row(insert("3", "x", "y")));

        assertThat(criteria("public.t", Deed.DELETE, 2).matches(commit(7), three))
                .isTrue();
        assertThat(criteria("public.t", Deed.DELETE, 3).matches(commit(7), three))
                .isFalse();
        assertThat(criteria("public.t", null, 3).matches(commit(7), three)).isTrue();
        assertThat(criteria("public.other", null, 1).matches(commit(7), three)).isFalse();
        assertThat(criteria(null, Deed.UPDATE, 1).matches(commit(7), three)).isFalse();
    }

    @Test
    void a_truncate_counts_whatever_number_of_rows_is_asked_for_as_the_log_does_not_tell_it() {
        TransactionTally emptied = tally(truncate("t"));

        assertThat(criteria("public.t", Deed.TRUNCATE, 1000).matches(commit(7), emptied))
                .isTrue();
        assertThat(criteria("public.t", null, 1000).matches(commit(7), emptied)).isTrue();
        assertThat(criteria("public.t", Deed.DELETE, 1).matches(commit(7), emptied))
                .isFalse();
    }

    @Test
    void ddl_is_found_by_its_table_and_by_its_user() {
        TransactionTally dropped = tally(ddl("DROP TABLE", "t"));

        assertThat(criteria("public.t", Deed.DDL, 1).matches(commit(7), dropped))
                .isTrue();
        assertThat(criteria("public.other", Deed.DDL, 1).matches(commit(7), dropped))
                .isFalse();
        assertThat(new Criteria(null, null, 1, "anna", ALWAYS, 20).matches(commit(7), dropped))
                .isTrue();
        assertThat(new Criteria(null, null, 1, "bob", ALWAYS, 20).matches(commit(7), dropped))
                .isFalse();
        assertThat(dropped.summary(commit(7)).ddl()).containsExactly("DROP TABLE public.t");
    }

    @Test
    void the_summary_names_the_user_that_an_application_told_and_the_targets_just_before() {
        TransactionSummary summary = tally(Logged.message(DdlMessages.USER, "shop web"), row(delete("1")))
                .summary(new Commit(7, 0x16B3748, at(7)));

        assertThat(summary.user()).isEqualTo("shop web");
        assertThat(summary.lsn()).isEqualTo("0/16B3748");
        assertThat(summary.before().beforeXid()).isEqualTo(7);
        assertThat(summary.before().pointInTime()).isEqualTo(at(7).minusNanos(1000));
        assertThat(summary.tables()).containsEntry("public.t", new TableChanges(0, 0, 1, 0));
    }

    @Test
    void a_segment_is_left_out_only_where_its_description_rules_it_out() {
        Criteria many = criteria("public.t", Deed.DELETE, 100);

        assertThat(many.mayMatch(segment(1, null))).isTrue();
        assertThat(many.mayMatch(segment(1, Map.of("public.t", new TableChanges(500, 0, 99, 0)))))
                .isFalse();
        assertThat(many.mayMatch(segment(1, Map.of("public.t", new TableChanges(0, 0, 100, 0)))))
                .isTrue();
        assertThat(many.mayMatch(segment(1, Map.of("public.o", new TableChanges(0, 0, 100, 0)))))
                .isFalse();
    }

    @Test
    void a_span_reaches_a_minute_further_than_it_says_as_commit_times_are_not_in_commit_order() {
        List<Segment> all = List.of(segment(100, null), segment(200, null), segment(300, null), segment(400, null));

        assertThat(new Span(at(230), at(235)).reach(all))
                .extracting(Segment::file)
                .containsExactly("s200", "s300");
        assertThat(new Span(at(270), at(299)).reach(all))
                .extracting(Segment::file)
                .containsExactly("s300", "s400");
        assertThat(ALWAYS.reach(all)).hasSize(4);
    }

    @Test
    void a_time_without_zone_and_a_span_that_runs_backwards_are_refused() {
        assertThatThrownBy(() -> Span.of("2026-11-23T10:00:00", null))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("from=2026-11-23T10:00:00 is no time with its zone");
        assertThatThrownBy(() -> new Span(at(2), at(1))).hasMessageContaining("is after to");
        assertThat(Span.of("2026-11-23T10:00:00+01:00", null).from())
                .isEqualTo(java.time.Instant.parse("2026-11-23T09:00:00Z"));
    }
}
