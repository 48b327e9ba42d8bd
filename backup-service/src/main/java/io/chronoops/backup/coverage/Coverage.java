package io.chronoops.backup.coverage;

import io.chronoops.backup.archive.Lines;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Xids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Computes which moments of which table can be restored. Pure: bases and segments in, intervals out. */
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

    /** One table's intervals, oldest first; note: why there may be none. */
    public record TableCoverage(
            String table,
            List<Interval> intervals,
            @Nullable String note) {}

    /** Of one database. */
    public static List<TableCoverage> of(List<Manifest> manifests, List<Segment> segments) {
        var tables = new TreeMap<String, List<Interval>>();
        var notes = new TreeMap<String, String>();
        Lines lines = Lines.of(segments);
        for (Manifest base : manifests) {
            if (!base.type().equals("full")) {
                continue;
            }
            for (TableEntry table : base.tables()) {
                List<Interval> intervals = tables.computeIfAbsent(table.title(), _ -> new ArrayList<>());
                Interval interval = interval(base, table, lines.of(base.server().origin()));
                if (interval.endedBy() != null && interval.until().equals(interval.from())) {
                    notes.put(table.title(), interval.endedBy());
                } else {
                    notes.remove(table.title());
                }
                join(intervals, interval);
            }
        }
        return tables.entrySet().stream()
                .map(entry -> new TableCoverage(entry.getKey(), entry.getValue(), notes.get(entry.getKey())))
                .toList();
    }

    private static Interval interval(Manifest base, TableEntry table, Lines.Line log) {
        Instant from = base.takenAt();
        long xmin = base.visible().xmin();
        if (table.uncovered() != null) {
            return new Interval(from, from, base.id(), table.uncovered());
        }
        if (Xids.widen(table.publishedXid(), xmin) >= xmin) {
            return new Interval(from, from, base.id(), "published while this base was taken: the next base covers it");
        }
        Instant until = from;
        boolean first = true;
        for (Segment segment : log.segments()) {
            if (segment.lastLsn() < base.lsn()) {
                continue;
            }
            if (segment.gapBefore() != null && segment.firstLsn() >= base.lsn()) {
                return new Interval(from, until, base.id(), segment.gapBefore());
            }
            if (segment.firstLsn() > base.lsn() && first) {
                return new Interval(from, from, base.id(), "the log right after this base is not in the repository");
            }
            first = false;
            for (Segment.SchemaChange change : segment.ddl()) {
                boolean hits =
                        change.table().equals("*") || (change.schema() + "." + change.table()).equals(table.title());
                if (hits && !base.visible().sees(change.xid())) {
                    return new Interval(from, change.at(), base.id(), change.tag() + " changed its shape");
                }
            }
            if (segment.lastCommitAt().isAfter(until)) {
                until = segment.lastCommitAt();
            }
        }
        return new Interval(from, until, base.id(), log.endedBy());
    }

    /** Intervals that touch are one. */
    private static void join(List<Interval> intervals, Interval next) {
        if (!intervals.isEmpty()) {
            Interval last = intervals.getLast();
            if (last.endedBy() == null && !last.until().isBefore(next.from())) {
                intervals.set(
                        intervals.size() - 1, new Interval(last.from(), next.until(), last.baseId(), next.endedBy()));
                return;
            }
        }
        intervals.add(next);
    }
}
