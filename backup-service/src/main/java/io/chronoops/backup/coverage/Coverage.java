package io.chronoops.backup.coverage;

import io.chronoops.backup.archive.Lines;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Computes which moments of which table can be restored. Pure: bases, segments and schemas in, intervals out. */
public final class Coverage {
    private Coverage() {}

    /**
     * From when to when any moment can be restored.
     *
     * @param until end of the interval
     * @param endedBy why it ends there; null: it goes on growing
     */
    public record Interval(
            Instant from,
            Instant until,
            String baseId,
            @Nullable String endedBy) {}

    /** One table's intervals under its newest name, oldest first; note: why there may be none. */
    public record TableCoverage(
            String table,
            List<Interval> intervals,
            @Nullable String note) {}

    /** Of one database; schemas: all manifests that have a whole schema. */
    public static List<TableCoverage> of(List<Manifest> manifests, List<Segment> segments, List<Manifest> schemas) {
        var tables = new TreeMap<String, TableCoverage>();
        Lines lines = Lines.of(segments);
        for (Manifest base : manifests) {
            if (base.type().equals("full")) {
                Lines.Line log = lines.of(base.server().origin());
                new CoverageOfBase(base, schemas)
                        .follow(log.segments(), log.endedBy())
                        .forEach((identity, more) -> tables.merge(identity, more, Coverage::later));
            }
        }
        var byTitle = new TreeMap<String, TableCoverage>();
        tables.values().forEach(table -> byTitle.merge(table.table(), table, Coverage::later));
        return List.copyOf(byTitle.values());
    }

    /** As a later base has it, after what those before it had. */
    private static TableCoverage later(TableCoverage before, TableCoverage more) {
        List<Interval> intervals = new ArrayList<>(before.intervals());
        more.intervals().forEach(next -> join(intervals, next));
        return new TableCoverage(more.table(), intervals, more.note());
    }

    /** Intervals that touch are one. */
    private static void join(List<Interval> intervals, Interval next) {
        if (!intervals.isEmpty()) {
            Interval last = intervals.getLast();
            if (last.endedBy() == null && !last.until().isBefore(next.from())) {
                Interval first = next.from().isBefore(last.from()) ? next : last;
                intervals.set(
                        intervals.size() - 1, new Interval(first.from(), next.until(), first.baseId(), next.endedBy()));
                return;
            }
        }
        intervals.add(next);
    }
}
