package io.chronoops.backup.compaction;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.postgres.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses compacted runs in the place of segments, where a restore comes to the same with them. Pure. */
public final class ShorterLog {
    private ShorterLog() {}

    /**
     * The log to read instead of this one. A run is one transaction, taken whole or not at all: it stands in only if the base
     * sees none of its transactions, and if all of them are before the stop.
     *
     * @param stop commit LSN of the last transaction that is wanted
     */
    public static List<Segment> of(List<Segment> log, List<Compacted> compacted, Snapshot base, long stop) {
        Map<Long, Compacted> byFirst = new HashMap<>();
        for (Compacted one : compacted) {
            Segment content = one.content();
            boolean unseen = content.maxXid() == 0 || content.minXid() >= base.xmax();
            if (one.pays() && unseen && content.lastLsn() <= stop) {
                byFirst.merge(content.firstLsn(), one, ShorterLog::longer);
            }
        }
        List<Segment> shorter = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            Compacted one = byFirst.get(log.get(i).firstLsn());
            Optional<Run> run = one == null ? Optional.empty() : madeFrom(one, log.subList(i, log.size()));
            if (one != null && run.isPresent()) {
                shorter.add(one.content());
                i += run.get().segments().size() - 1;
            } else {
                shorter.add(log.get(i));
            }
        }
        return shorter;
    }

    private static Compacted longer(Compacted one, Compacted other) {
        return one.content().lastLsn() >= other.content().lastLsn() ? one : other;
    }

    /** The segments that one was made from; empty where some of them are not in this log. */
    static Optional<Run> madeFrom(Compacted one, List<Segment> log) {
        List<Segment> within = log.stream()
                .filter(segment -> segment.firstLsn() >= one.content().firstLsn()
                        && segment.lastLsn() <= one.content().lastLsn())
                .toList();
        return within.isEmpty()
                ? Optional.empty()
                : Optional.of(new Run(within)).filter(run -> run.sha256().equals(one.madeFrom()));
    }
}
