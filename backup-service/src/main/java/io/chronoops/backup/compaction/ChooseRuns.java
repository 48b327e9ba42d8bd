package io.chronoops.backup.compaction;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.postgres.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses which segments are folded together: old ones that follow one another without a gap and without a schema change,
 * none that is folded already, never the newest. A run ends where a base begins: one that holds transactions on both
 * sides of a base helps no restore from it. Pure.
 */
final class ChooseRuns {
    private final CompactionProperties rules;
    private final List<Snapshot> bases;
    private final List<Run> chosen = new ArrayList<>();
    private final List<Segment> open = new ArrayList<>();
    private long minXid = Long.MAX_VALUE;

    private ChooseRuns(CompactionProperties rules, List<Snapshot> bases) {
        this.rules = rules;
        this.bases = bases;
    }

    static List<Run> of(
            List<Segment> log, List<Compacted> done, List<Snapshot> bases, CompactionProperties rules, Instant now) {
        var choice = new ChooseRuns(rules, bases);
        Set<Segment> folded = new HashSet<>();
        done.forEach(one -> ShorterLog.madeFrom(one, log).ifPresent(run -> folded.addAll(run.segments())));
        Instant latest = now.minus(rules.olderThan());
        for (Segment segment : log.subList(0, Math.max(0, log.size() - 1))) {
            boolean may = segment.ddl().isEmpty() && !segment.sealedAt().isAfter(latest) && !folded.contains(segment);
            if (!may || !choice.goesOn(segment)) {
                choice.close();
            }
            if (may) {
                choice.add(segment);
            }
        }
        choice.close();
        return choice.chosen;
    }

    private boolean goesOn(Segment next) {
        if (open.isEmpty()) {
            return true;
        }
        Duration span = Duration.between(open.getFirst().lastCommitAt(), next.lastCommitAt());
        return next.gapBefore() == null
                && next.firstLsn() == open.getLast().lastLsn()
                && span.compareTo(rules.span()) <= 0
                && (minXid == Long.MAX_VALUE
                        || next.transactions() == 0
                        || bases.stream().noneMatch(base -> (minXid >= base.xmax()) != (next.minXid() >= base.xmax())));
    }

    private void add(Segment segment) {
        open.add(segment);
        if (segment.transactions() > 0) {
            minXid = Math.min(minXid, segment.minXid());
        }
    }

    private void close() {
        if (open.size() >= rules.atLeast()) {
            chosen.add(new Run(open));
        }
        open.clear();
        minXid = Long.MAX_VALUE;
    }
}
