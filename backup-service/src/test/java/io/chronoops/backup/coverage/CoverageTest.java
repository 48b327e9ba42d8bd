package io.chronoops.backup.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.coverage.Coverage.Interval;
import io.chronoops.backup.coverage.Coverage.TableCoverage;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    /** A base at this LSN = second; its snapshot sees every xid below it. */
    private static Manifest base(long lsn, long publishedXid, @Nullable String uncovered) {
        var table = new TableEntry("public", "pages", List.of("id"), publishedXid, uncovered, 1, 1, "0", List.of());
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
                java.util.Set.of());
    }

    private static TableCoverage one(List<Manifest> bases, List<Segment> segments) {
        return Coverage.of(bases, segments).getFirst();
    }

    @Test
    void goes_from_the_base_to_the_newest_sealed_commit_and_bases_that_touch_are_one_interval() {
        List<Segment> log = List.of(segment(50, 150, null), segment(150, 250, null), segment(250, 300, null));

        assertThat(one(List.of(base(100, 10, null), base(200, 10, null)), log).intervals())
                .containsExactly(new Interval(at(100), at(300), "base-100", null));
    }

    @Test
    void ends_at_a_change_of_shape_and_begins_again_with_the_next_base() {
        var alter = new SchemaChange(160, 160, at(160), "ALTER TABLE", "public", "pages");
        List<Segment> log = List.of(segment(50, 150, null), segment(150, 250, null, alter), segment(250, 300, null));

        assertThat(one(List.of(base(100, 10, null), base(200, 10, null)), log).intervals())
                .containsExactly(
                        new Interval(at(100), at(160), "base-100", "ALTER TABLE changed its shape"),
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

    @Test
    void a_base_whose_log_retention_removed_covers_its_own_moment_alone() {
        List<Segment> log = List.of(segment(150, 250, null));

        assertThat(one(List.of(base(100, 10, null), base(200, 10, null)), log).intervals())
                .containsExactly(
                        new Interval(
                                at(100), at(100), "base-100", "the log right after this base is not in the repository"),
                        new Interval(at(200), at(250), "base-200", null));
    }
}
