package io.chronoops.backup.retention;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import java.util.ArrayList;
import java.util.List;

/** Which segments may go. Pure. Always a beginning of the archive, so that what stays is one unbroken chain. */
final class UnneededLog {
    private UnneededLog() {}

    /** Those that lie wholly before all of these bases; without a base none may go. */
    static List<Segment> of(List<Segment> log, List<Manifest> bases) {
        List<Segment> unneeded = new ArrayList<>();
        for (Segment segment : log) {
            boolean before = !bases.isEmpty()
                    && bases.stream()
                            .allMatch(base -> segment.lastLsn() < base.lsn()
                                    && segment.maxXid() < base.visible().xmin());
            if (!before) {
                break;
            }
            unneeded.add(segment);
        }
        return unneeded;
    }

    /** Schema versions older than all of these bases, which are one each; without a base none may go. */
    static List<Manifest> schemas(List<Manifest> versions, List<Manifest> bases) {
        return bases.isEmpty()
                ? List.of()
                : versions.stream()
                        .filter(version -> bases.stream().allMatch(base -> version.lsn() < base.lsn()))
                        .toList();
    }

    /** LSNs at which the log of some table ends. */
    static List<Long> breaks(List<Segment> log) {
        List<Long> breaks = new ArrayList<>();
        for (Segment segment : log) {
            if (segment.gapBefore() != null) {
                breaks.add(segment.firstLsn());
            }
            segment.ddl().stream()
                    .filter(Segment.SchemaChange::breaksLog)
                    .map(Segment.SchemaChange::lsn)
                    .forEach(breaks::add);
        }
        return breaks;
    }
}
