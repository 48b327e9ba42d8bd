package io.chronoops.backup.coverage;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.coverage.Coverage.Interval;
import io.chronoops.backup.coverage.Coverage.TableCoverage;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Xids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows the tables of one base, and those made after it, along the log. */
final class CoverageOfBase {
    private final Manifest base;
    private final List<Manifest> schemas;
    /** By oid, which outlives the name; by the name where a version did not tell the oid. */
    private final Map<String, Track> tracks = new TreeMap<>();

    private Instant until;

    CoverageOfBase(Manifest base, List<Manifest> schemas) {
        this.base = base;
        this.schemas = schemas;
        this.until = base.takenAt();
        for (TableEntry table : base.tables()) {
            var track = new Track(table.title());
            String why = uncovered(table);
            if (why == null) {
                track.open(base.takenAt());
            } else {
                track.note = why;
                track.intervals.add(new Interval(base.takenAt(), base.takenAt(), base.id(), why));
            }
            tracks.put(identity(table.oid(), table.title()), track);
        }
    }

    private static String identity(long oid, String title) {
        return oid == 0 ? title : String.valueOf(oid);
    }

    private @Nullable String uncovered(TableEntry table) {
        long xmin = base.visible().xmin();
        return table.uncovered() == null && Xids.widen(table.publishedXid(), xmin) >= xmin
                ? "published while this base was taken: the next base covers it"
                : table.uncovered();
    }

    /** endedBy: why nothing follows these segments; null: they go on. */
    Map<String, TableCoverage> follow(List<Segment> segments, @Nullable String endedBy) {
        String end = walk(segments, endedBy);
        tracks.values().forEach(track -> track.end(end));
        var covered = new TreeMap<String, TableCoverage>();
        tracks.forEach((identity, track) ->
                covered.put(identity, new TableCoverage(track.title, track.intervals, track.note)));
        return covered;
    }

    /** Returns why the log ends for all; null: it goes on growing. */
    private @Nullable String walk(List<Segment> segments, @Nullable String endedBy) {
        boolean first = true;
        for (Segment segment : segments) {
            if (segment.lastLsn() < base.lsn()) {
                continue;
            }
            if (segment.gapBefore() != null && segment.firstLsn() >= base.lsn()) {
                return segment.gapBefore();
            }
            if (segment.firstLsn() > base.lsn() && first) {
                tracks.values().forEach(Track::note);
                return "the log right after this base is not in the repository";
            }
            first = false;
            segment.ddl().stream()
                    .filter(change -> !base.visible().sees(change.xid()))
                    .forEach(this::change);
            if (segment.lastCommitAt().isAfter(until)) {
                until = segment.lastCommitAt();
            }
        }
        return endedBy;
    }

    private void change(SchemaChange change) {
        if (change.table().equals("*")) {
            tracks.values().forEach(track -> track.close(change.at(), change.why()));
        } else if (!change.table().isEmpty()) {
            String identity = identity(change.oid(), change.title());
            if (!tracks.containsKey(identity)) {
                identity = tracks.entrySet().stream()
                        .filter(entry -> entry.getKey().equals(entry.getValue().title)
                                && entry.getKey().equals(change.title()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(identity);
            }
            tracks.computeIfAbsent(identity, _ -> new Track(change.title())).take(change);
        }
    }

    private boolean wasRead(@Nullable SchemaChange earlier, @Nullable SchemaChange later) {
        return earlier == null
                || (later != null && earlier.xid() == later.xid())
                || schemas.stream()
                        .map(Manifest::visible)
                        .anyMatch(seen -> seen.sees(earlier.xid()) && (later == null || !seen.sees(later.xid())));
    }

    /** One table on its way through the log. */
    private final class Track {
        private final List<Interval> intervals = new ArrayList<>();
        private String title;
        private @Nullable String note;
        private @Nullable Instant from;
        private @Nullable SchemaChange last;

        Track(String title) {
            this.title = title;
        }

        void open(Instant at) {
            if (from == null) {
                from = at;
                note = null;
            }
        }

        void close(Instant at, @Nullable String why) {
            Instant begun = from;
            if (begun != null) {
                intervals.add(new Interval(begun, at.isBefore(begun) ? begun : at, base.id(), why));
                from = null;
            }
            note = why;
        }

        void take(SchemaChange change) {
            SchemaChange former = last;
            if (former != null && from != null && !wasRead(former, change)) {
                close(former.at(), "changed again at " + change.at() + " before its schema was read");
                open(change.at());
            }
            last = change;
            title = change.title();
            if (change.dropped()) {
                close(change.at(), change.tag() + " dropped it");
            } else if (change.told()) {
                open(change.at());
            } else if (change.breaksLog()) {
                close(change.at(), change.why());
            } else if (change.shape() != null && !change.shape().published()) {
                close(change.at(), change.tag() + " left it without an identity: its changes are not captured");
                note = "no usable identity: give it a primary key, or ALTER TABLE … REPLICA IDENTITY FULL";
            }
        }

        void note() {
            note = "the log right after this base is not in the repository";
        }

        void end(@Nullable String why) {
            SchemaChange newest = last;
            if (from != null && newest != null && !wasRead(newest, null)) {
                close(newest.at(), "its schema was not read since " + newest.tag());
            } else if (from != null) {
                close(until, why);
            }
        }
    }
}
