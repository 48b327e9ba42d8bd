package io.chronoops.backup.restore;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.time.Instant;
import java.util.List;

/** A moment of which the log knows nothing: after one chain's last commit, before the base that begins the next. */
final class InGap {
    private InGap() {}

    static void refuse(Target target, FindStop.Stop stop, List<Segment> chain, Manifest base) {
        if (!(target instanceof Target.ToTime(Instant at)) || base.lsn() > stop.lastLsn()) {
            return;
        }
        for (int i = 1; i < chain.size(); i++) {
            Segment last = chain.get(i - 1);
            String gap = chain.get(i).gapBefore();
            if (gap != null && last.lastLsn() == stop.lastLsn() && at.isAfter(last.lastCommitAt())) {
                throw new OperationFailed(
                        Reason.NOT_COVERED,
                        target.text() + " lies in a gap of the log, after " + last.lastCommitAt() + ": " + gap,
                        "restore a moment up to " + last.lastCommitAt()
                                + ", or one after the next full backup; chronoops coverage lists them");
            }
        }
    }
}
