package io.chronoops.backup.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.archive.TableShape;
import io.chronoops.backup.coverage.Coverage.Interval;
import io.chronoops.backup.coverage.Coverage.TableCoverage;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    /** A base at this LSN = second; its snapshot sees every xid below it. */
    private static Manifest base(long lsn, long publishedXid, @Nullable String uncovered) {
        var table = new TableEntry(
                "public",
                "pages",
                List.of("id"),
                publishedXid,
                uncovered,
                1,
                1,
                "0",
                List.of(),
                0,
                List.of(),
                List.of());
        var server = new Manifest.Server("15", "1", 1, "shop", "UTF8", "C", "C");
        return new Manifest(
                1,
                "base-" + lsn,
                "shop",
                "full",
                at(lsn),
                at(lsn),
                server,
                lsn + ":" + lsn + ":",
                lsn,
                0,
                "none",
                null,
                List.of(table),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                null);
    }

    private static Segment segment(long from, long to, @Nullable String gap, SchemaChange... ddl) {
        return new Segment(
                "s" + to,
                1,
                from,
                to,
                at(to),
                from,
                to,
                1,
                1,
                1,
                "",
                "",
                0,
                at(to),
                gap,
                List.of(ddl),
                Map.of(),
                null,
                null,
                null,
                null,
                Set.of());
    }

    private static TableCoverage one(List<Manifest> bases, List<Segment> segments) {
        return Coverage.of(bases, segments, bases).getFirst();
    }

    @Test
    void goes_from_the_base_to_the_newest_sealed_commit_and_bases_that_touch_are_one_interval() {
        List<Segment> log = List.of(segment(50, 150, null), segment(150, 250, null), segment(250, 300, null));

        assertThat(one(List.of(base(100, 10, null), base(200, 10, null)), log).intervals())
                .containsExactly(new Interval(at(100), at(300), "base-100", null));
    }

    @Test
    void ends_at_a_change_of_shape_and_begins_again_with_the_next_base() {
        var alter = new SchemaChange(160, 160, at(160), "ALTER TABLE", "public", "pages", 0, null, false, false, null);
        List<Segment> log = List.of(segment(50, 150, null), segment(150, 250, null, alter), segment(250, 300, null));

        assertThat(one(List.of(base(100, 10, null), base(200, 10, null)), log).intervals())
                .containsExactly(
                        new Interval(
                                at(100),
                                at(160),
                                "base-100",
                                "ALTER TABLE changed it in a way that the log does not tell"),
                        new Interval(at(200), at(300), "base-200", null));
    }

    @Test
    void ends_at_a_gap_of_the_chain_and_is_empty_where_changes_are_not_captured() {
        List<Segment> log = List.of(segment(50, 150, null), segment(180, 300, "the slot was dropped"));

        assertThat(one(List.of(base(100, 10, null)), log).intervals())
                .containsExactly(new Interval(at(100), at(150), "base-100", "the slot was dropped"));
        assertThat(one(List.of(base(100, 0, "no usable identity")), log).note()).isEqualTo("no usable identity");
        assertThat(one(List.of(base(100, 100, null)), log).note()).contains("published while this base was taken");
    }

    private static SchemaChange change(long second, String table, boolean told, @Nullable String lost) {
        var shape = new TableShape(7, "public", table, true, List.of("id"), List.of());
        return new SchemaChange(
                second, second, at(second), "ALTER TABLE", "public", table, 7, shape, false, told, lost);
    }

    @Test
    void goes_over_a_change_whose_schema_was_read_and_has_a_gap_where_the_next_came_sooner() {
        List<Segment> log = List.of(
                segment(50, 150, null, change(140, "made", true, null)),
                segment(150, 250, null, change(160, "made", false, null), change(170, "renamed", false, null)),
                segment(250, 300, null));
        List<Manifest> bases = List.of(base(100, 10, null));

        List<TableCoverage> covered =
                Coverage.of(bases, log, List.of(base(100, 10, null), base(150, 10, null), base(200, 10, null)));

        assertThat(covered)
                .filteredOn(table -> table.table().equals("public.renamed"))
                .singleElement()
                .satisfies(table -> assertThat(table.intervals())
                        .containsExactly(
                                new Interval(
                                        at(140),
                                        at(160),
                                        "base-100",
                                        "changed again at " + at(170) + " before its schema was read"),
                                new Interval(at(170), at(300), "base-100", null)));
    }

    @Test
    void ends_where_rows_were_written_anew_untold_and_begins_where_they_are_told() {
        List<Segment> log = List.of(
                segment(50, 150, null, change(120, "made", true, null)),
                segment(150, 250, null, change(160, "made", false, "its rows were written anew")),
                segment(250, 300, null, change(260, "made", true, null)));
        List<Manifest> schemas =
                List.of(base(100, 1, null), base(130, 1, null), base(170, 1, null), base(270, 1, null));

        assertThat(Coverage.of(List.of(base(100, 10, null)), log, schemas))
                .filteredOn(table -> table.table().equals("public.made"))
                .singleElement()
                .satisfies(table -> assertThat(table.intervals())
                        .containsExactly(
                                new Interval(at(120), at(160), "base-100", "its rows were written anew (ALTER TABLE)"),
                                new Interval(at(260), at(300), "base-100", null)));
    }

    @Test
    void a_base_whose_log_retention_removed_covers_its_own_moment_alone() {
        List<Segment> log = List.of(segment(150, 250, null));

        assertThat(one(List.of(base(100, 10, null), base(200, 10, null)), log).intervals())
                .containsExactly(
                        new Interval(
                                at(100), at(100), "base-100", "the log right after this base is not in the repository"),
                        new Interval(at(200), at(250), "base-200", null));
    }

    @Test
    void what_is_uncovered_now_are_tables_of_the_newest_base_whose_last_interval_has_ended_and_that_are_still_there() {
        var renamed =
                new SchemaChange(120, 120, at(120), "ALTER TABLE", "public", "pages", 0, null, false, false, null);
        var dropped = new SchemaChange(120, 120, at(120), "DROP TABLE", "public", "pages", 0, null, true, false, null);
        List<Manifest> old = List.of(base(100, 1, null));
        List<Manifest> anew = List.of(base(100, 1, null), base(130, 1, null));

        assertThat(Uncovered.now(List.of(), List.of())).isEmpty();
        assertThat(Uncovered.now(old, Coverage.of(old, List.of(segment(50, 150, null, renamed)), old)))
                .contains(new Uncovered(1, List.of("public.pages")));
        assertThat(Uncovered.now(old, Coverage.of(old, List.of(segment(50, 150, null, dropped)), old)))
                .contains(new Uncovered(1, List.of()));
        assertThat(Uncovered.now(anew, Coverage.of(anew, List.of(segment(50, 150, null, renamed)), anew)))
                .contains(new Uncovered(1, List.of()));
    }
}
