package io.chronoops.backup.full;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Xids;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.List;
import java.util.stream.Stream;

/** The log since a base, where rows alone bring the base up to its end. Pure. */
final class LogSince {
    private LogSince() {}

    /** All that may hold a transaction that the base does not see; refuses by name where it is not whole, or changes more than rows. */
    static List<Segment> of(Manifest base, List<Segment> chain) {
        List<Segment> log = chain.stream()
                .dropWhile(segment -> segment.lastLsn() < base.lsn()
                        && segment.maxXid() < base.visible().xmin())
                .toList();
        if (log.isEmpty() || log.getFirst().firstLsn() > base.lsn()) {
            throw refused(base, "the log right after it is not in the repository");
        }
        for (Segment segment : log) {
            if (segment.gapBefore() != null && segment.firstLsn() >= base.lsn()) {
                throw refused(base, "the log has a gap: " + segment.gapBefore());
            }
            for (Segment.SchemaChange change : segment.ddl()) {
                if (!change.table().isEmpty() && !base.visible().sees(change.xid())) {
                    throw refused(
                            base,
                            change.tag() + " of " + change.schema() + "." + change.table() + " came after it, at "
                                    + change.at() + " (" + Lsn.text(change.lsn())
                                    + "): a differential holds rows alone");
                }
            }
        }
        long xmin = base.visible().xmin();
        for (TableEntry table : base.tables()) {
            if (table.uncovered() == null && Xids.widen(table.publishedXid(), xmin) >= xmin) {
                throw refused(base, table.title() + " was published while it was taken: its log does not begin before");
            }
        }
        return log;
    }

    /** What a restore of them lacks. */
    static List<String> notes(Manifest base, List<Segment> log) {
        var uncovered = base.tables().stream()
                .filter(table -> table.uncovered() != null)
                .map(table -> table.title() + " is as the full backup has it, its changes are not captured: "
                        + table.uncovered());
        var objects = log.stream()
                .flatMap(segment -> segment.ddl().stream())
                .filter(change -> change.table().isEmpty() && !base.visible().sees(change.xid()))
                .map(change -> change.tag() + " in schema " + change.schema() + " at " + change.at()
                        + " came after the full backup: it is in neither");
        return Stream.concat(uncovered, objects).distinct().toList();
    }

    private static OperationFailed refused(Manifest base, String why) {
        return new OperationFailed(
                Reason.NOT_COVERED,
                "no differential backup can add to full backup " + base.id() + ": " + why,
                "take a full backup: chronoops backup --type=full --database " + base.database());
    }
}
