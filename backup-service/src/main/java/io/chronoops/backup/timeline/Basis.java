package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Xids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From where former versions of rows are known.
 *
 * @param base a full backup; null: there is none from which the log goes on without a gap
 * @param log after it, or all after the last gap where there is none
 */
public record Basis(@Nullable Manifest base, List<Segment> log) {
    /** The newest base that does not hold this commit, and the log up to it. */
    static Basis before(Commit commit, List<Manifest> manifests, List<Segment> chain) {
        List<Segment> log = chain.stream()
                .filter(segment -> segment.firstLsn() < commit.lsn())
                .toList();
        List<Manifest> bases = manifests.stream()
                .filter(base -> base.type().equals("full"))
                .filter(base -> base.lsn() <= commit.lsn() && !base.visible().sees(commit.xid()))
                .toList();
        return of(bases.isEmpty() ? null : bases.getLast(), log);
    }

    /** With the oldest base of the log's time, and all of the log. */
    static Basis oldest(List<Manifest> manifests, List<Segment> chain) {
        List<Segment> whole = withoutGap(chain);
        Manifest oldest = manifests.stream()
                .filter(base -> base.type().equals("full"))
                .filter(base -> whole.isEmpty() || whole.getFirst().firstLsn() <= base.lsn())
                .findFirst()
                .orElse(null);
        return new Basis(oldest, whole);
    }

    private static Basis of(@Nullable Manifest base, List<Segment> log) {
        List<Segment> whole = withoutGap(log);
        if (base == null || whole.isEmpty() || whole.getFirst().firstLsn() > base.lsn()) {
            return new Basis(null, whole);
        }
        long xmin = base.visible().xmin();
        List<Segment> since = new ArrayList<>();
        for (Segment segment : whole) {
            if (!since.isEmpty() || segment.lastLsn() >= base.lsn() || segment.maxXid() >= xmin) {
                since.add(segment);
            }
        }
        return new Basis(base, since);
    }

    /** What comes after the last gap: over one, nothing can be concluded. */
    private static List<Segment> withoutGap(List<Segment> log) {
        int from = 0;
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).gapBefore() != null) {
                from = i;
            }
        }
        return log.subList(from, log.size());
    }

    /** Whether a transaction's changes are in the base. */
    boolean holds(long xid) {
        return base != null && base.visible().sees(xid);
    }

    /** The table in the base, where the log tells all of its changes since. */
    Optional<TableEntry> table(String title) {
        if (base == null) {
            return Optional.empty();
        }
        long xmin = base.visible().xmin();
        return base.tables().stream()
                .filter(table -> table.title().equals(title))
                .filter(table -> table.uncovered() == null && Xids.widen(table.publishedXid(), xmin) < xmin)
                .findFirst();
    }
}
