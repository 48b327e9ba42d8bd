package io.chronoops.backup.compaction;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.postgres.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Descriptions of segments, of compacted runs and snapshots, as tests make them: an LSN is a second. */
public final class Logs {
    private Logs() {}

    /** A segment of these transactions. */
    public static Segment segment(
            long first, long last, List<Long> xids, @Nullable String gap, Segment.SchemaChange... ddl) {
        return new Segment(
                "s" + last,
                1,
                first,
                last,
                at(last),
                xids.stream().mapToLong(Long::longValue).min().orElse(0),
                xids.stream().mapToLong(Long::longValue).max().orElse(0),
                xids.size(),
                xids.size(),
                100,
                "hash-" + last,
                "",
                0,
                at(last),
                gap,
                List.of(ddl),
                Map.of(),
                null,
                null,
                null,
                null,
                Set.of());
    }

    static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    /** What was made of these. */
    public static Compacted compacted(List<Segment> segments) {
        var run = new Run(segments);
        List<Long> xids = segments.stream()
                .filter(segment -> segment.transactions() > 0)
                .flatMap(segment -> List.of(segment.minXid(), segment.maxXid()).stream())
                .toList();
        Segment content = segment(run.first().firstLsn(), run.last().lastLsn(), xids, null);
        return new Compacted(content, run.sha256(), segments.size(), run.changes(), run.bytes(), true);
    }

    /** A log at random, whose xids come a little out of order. */
    public static List<Segment> random(Random random, int count) {
        List<Segment> log = new ArrayList<>();
        long xid = 1;
        for (int i = 0; i < count; i++) {
            List<Long> xids = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                xids.add(Math.max(1, xid++ - random.nextInt(4)));
            }
            Segment.SchemaChange[] ddl = random.nextInt(15) == 0
                    ? new Segment.SchemaChange[] {
                        new Segment.SchemaChange(
                                i * 10L + 5,
                                xid,
                                at(i * 10L),
                                "ALTER TABLE",
                                "public",
                                "t",
                                0,
                                null,
                                false,
                                false,
                                null)
                    }
                    : new Segment.SchemaChange[0];
            log.add(segment(i * 10L, i * 10L + 10, xids, random.nextInt(20) == 0 ? "lost" : null, ddl));
        }
        return log;
    }

    /** A snapshot at random. */
    public static Snapshot snapshot(Random random, long xids) {
        long xmax = 1 + random.nextLong(xids + 2);
        var running = new TreeSet<Long>();
        for (long xid = Math.max(1, xmax - 3); xid < xmax; xid++) {
            if (random.nextInt(3) == 0) {
                running.add(xid);
            }
        }
        return new Snapshot(running.isEmpty() ? xmax : running.first(), xmax, running);
    }
}
