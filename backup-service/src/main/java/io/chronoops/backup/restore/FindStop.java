package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.cdc.End;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds in the archive where a restore stops: the first transaction that is left out. */
final class FindStop {
    private final ArchiveReader reader;

    FindStop(ArchiveReader reader) {
        this.reader = reader;
    }

    /**
     * Where to stop.
     *
     * @param beforeXid the first transaction left out; null: none, all of the archive is in
     * @param beforeLsn its commit LSN; 0: none is left out
     * @param lastLsn commit LSN of the last one that is in; 0: none is
     */
    record Stop(
            @Nullable Long beforeXid,
            long beforeLsn,
            long lastLsn,
            @Nullable Instant lastCommitAt) {}

    Stop find(List<Segment> segments, Target target) throws IOException {
        if (target instanceof Target.BackupItself) {
            return new Stop(null, 0, 0, null);
        }
        long lastLsn = 0;
        Instant lastCommitAt = null;
        for (Segment segment : segments) {
            if (mayHoldTheStop(segment, target)) {
                var search = new Search(target, lastLsn, lastCommitAt);
                reader.read(List.of(segment), event -> event.getEnd() == null || search.take(event.getEnd()));
                if (search.found != null) {
                    return new Stop(search.found, search.foundLsn, search.lastLsn, search.lastCommitAt);
                }
            }
            lastLsn = segment.lastLsn();
            lastCommitAt = segment.lastCommitAt();
        }
        if (target instanceof Target.BeforeXid(long xid)) {
            throw new OperationFailed(
                    Reason.NOT_FOUND,
                    "transaction " + xid + " is not in the archive, which ends at " + Lsn.text(lastLsn) + ", "
                            + lastCommitAt,
                    "give the 64-bit xid of a transaction that changed a captured table");
        }
        return new Stop(null, 0, lastLsn, lastCommitAt);
    }

    private static boolean mayHoldTheStop(Segment segment, Target target) {
        return switch (target) {
            case Target.ToTime(Instant at) -> segment.lastCommitAt().isAfter(at);
            case Target.ToLsn(long last) -> segment.lastLsn() > last;
            case Target.ToSnapshot to -> segment.lastLsn() > to.last();
            case Target.BeforeXid(long xid) -> segment.minXid() <= xid && xid <= segment.maxXid();
            case Target.Latest _, Target.BackupItself _ -> false;
        };
    }

    private static final class Search {
        private final Target target;
        private long lastLsn;
        private @Nullable Instant lastCommitAt;
        private @Nullable Long found;
        private long foundLsn;

        Search(Target target, long lastLsn, @Nullable Instant lastCommitAt) {
            this.target = target;
            this.lastLsn = lastLsn;
            this.lastCommitAt = lastCommitAt;
        }

        boolean take(End end) {
            if (target.isBeyond(end.getXid(), end.getLsn(), end.getCommitAt())) {
                found = end.getXid();
                foundLsn = end.getLsn();
                return false;
            }
            lastLsn = end.getLsn();
            lastCommitAt = end.getCommitAt();
            return true;
        }
    }
}
