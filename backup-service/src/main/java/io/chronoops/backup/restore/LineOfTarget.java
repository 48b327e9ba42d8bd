package io.chronoops.backup.restore;

import io.chronoops.backup.archive.Lines;
import io.chronoops.backup.archive.Lines.Line;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line of the log that a restore reads, and which bases are of it: over a change of the server, LSNs do not compare.
 *
 * @param lines all
 */
record LineOfTarget(Lines lines, Line line) {
    /** backupId null: the line of the newest full backup that is no newer than the target. */
    static LineOfTarget find(List<Manifest> bases, List<Segment> log, @Nullable String backupId, Target target) {
        Lines lines = Lines.of(log);
        Line line = bases.stream()
                .filter(base -> backupId == null
                        ? base.type().equals("full")
                        : base.id().equals(backupId))
                .filter(base -> backupId != null
                        || !(target instanceof Target.ToTime(Instant at))
                        || !base.takenAt().isAfter(at))
                .reduce((_, newer) -> newer)
                .map(base -> lines.of(base.server().origin()))
                .orElseGet(lines::newest);
        refuseInGap(line, target);
        return new LineOfTarget(lines, line);
    }

    private static void refuseInGap(Line line, Target target) {
        if (line.endedBy() != null && target instanceof Target.ToTime(Instant at)) {
            Instant end = line.segments().getLast().lastCommitAt();
            if (at.isAfter(end)) {
                throw new OperationFailed(
                        Reason.NOT_COVERED,
                        target.text() + " lies in a gap of the log, after " + end + ": " + line.endedBy(),
                        "restore a moment up to " + end
                                + ", or one after the next full backup; chronoops coverage lists them");
            }
        }
    }

    List<Segment> segments() {
        return line.segments();
    }

    boolean holds(Manifest base) {
        return lines.of(base.server().origin()).equals(line);
    }
}
