package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Xids;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans a restore from the repository alone: which base, which log, and whether that moment can be restored at all. */
public final class PlanRestore {
    private final Manifests manifests;
    private final Segments segments;
    private final FindStop findStop;

    /** Reads this repository. */
    public PlanRestore(Repository repository, Manifests manifests, Segments segments) {
        this.manifests = manifests;
        this.segments = segments;
        this.findStop = new FindStop(new ArchiveReader(repository));
    }

    /** The database whose backups and log are restored: a backup's own, wherever it goes to. */
    String source(String database, @Nullable String backupId) throws IOException {
        return backupId == null ? database : manifests.databaseOf(backupId, database);
    }

    /** backupId null: the newest full backup that reaches the target. */
    RestorePlan plan(String database, @Nullable String backupId, Target target, List<String> wanted)
            throws IOException {
        LineOfTarget line = LineOfTarget.find(manifests.of(database), segments.of(database), backupId, target);
        List<Segment> chain = line.segments();
        FindStop.Stop stop = findStop.find(chain, target);
        refuseBeyondTheArchive(target, stop, chain);
        Manifest base =
                backupId == null ? newest(database, line, target, stop) : given(database, backupId, target, stop);
        InGap.refuse(target, stop, chain, base);
        Set<String> tables = base.type().equals("table") && wanted.isEmpty()
                ? base.tables().stream().map(TableEntry::title).collect(Collectors.toSet())
                : names(base, wanted);
        List<Segment> log = target instanceof Target.BackupItself ? List.of() : needed(chain, base, stop);
        List<String> notes = new ArrayList<>();
        refuseUncovered(base, log, stop, tables, notes);
        return new RestorePlan(base, log, stop, target, tables, notes);
    }

    private static void refuseBeyondTheArchive(Target target, FindStop.Stop stop, List<Segment> chain) {
        boolean beyond = stop.beforeXid() == null
                && switch (target) {
                    case Target.ToTime(var at) -> stop.lastCommitAt() == null || at.isAfter(stop.lastCommitAt());
                    case Target.ToLsn(long last) -> last > stop.lastLsn();
                    case Target.BeforeXid _, Target.Latest _, Target.BackupItself _ -> false;
                };
        if (beyond) {
            throw new OperationFailed(
                    Reason.NOT_COVERED,
                    target.text() + " is beyond the archive, which ends at " + Lsn.text(stop.lastLsn()) + ", "
                            + stop.lastCommitAt(),
                    chain.isEmpty()
                            ? "take a full backup and let changes be captured"
                            : "restore --latest, or a moment up to " + stop.lastCommitAt());
        }
    }

    private Manifest newest(String database, LineOfTarget line, Target target, FindStop.Stop stop) throws IOException {
        List<Manifest> bases = manifests.of(database).stream()
                .filter(manifest -> manifest.type().equals("full"))
                .filter(line::holds)
                .filter(manifest -> target instanceof Target.BackupItself
                        || target instanceof Target.Latest
                        || reaches(manifest, target, stop))
                .toList();
        if (bases.isEmpty()) {
            throw new OperationFailed(
                    Reason.NOT_COVERED,
                    "no full backup of " + database + " was taken before " + target.text(),
                    "chronoops coverage shows which moments can be restored");
        }
        return bases.getLast();
    }

    /** After a gap the log may begin later than the base: then its time says that it is no newer than the target. */
    private static boolean reaches(Manifest base, Target target, FindStop.Stop stop) {
        return base.lsn() <= stop.lastLsn()
                || (target instanceof Target.ToTime(var at) && !base.takenAt().isAfter(at));
    }

    private Manifest given(String database, String id, Target target, FindStop.Stop stop) throws IOException {
        Manifest manifest = manifests.find(database, id);
        if (manifest.type().equals("incremental")) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "backup " + id + " is incremental: it ends at " + Lsn.text(manifest.lsn()),
                    "restore to its end with: chronoops restore --latest --lsn " + Lsn.text(manifest.lsn()));
        }
        if (!manifest.type().equals("full") && !manifest.type().equals("table")) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "backup " + id + " holds " + manifest.type() + " only",
                    "restore a full backup, or use its restore.sh");
        }
        if (!(target instanceof Target.BackupItself || target instanceof Target.Latest)
                && !reaches(manifest, target, stop)) {
            throw new OperationFailed(
                    Reason.NOT_COVERED,
                    "backup " + id + " is newer than " + target.text(),
                    "name an older one, or none");
        }
        return manifest;
    }

    private static Set<String> names(Manifest base, List<String> wanted) {
        Set<String> names = new HashSet<>();
        for (String name : wanted) {
            String full = name.contains(".") ? name : "public." + name;
            if (base.tables().stream().noneMatch(table -> table.title().equals(full))) {
                throw new OperationFailed(
                        Reason.NOT_FOUND,
                        "table " + name + " is not in backup " + base.id(),
                        "name tables as schema.table");
            }
            names.add(full);
        }
        return names;
    }

    /** All that may hold a transaction that the base does not see, up to the stop. */
    private static List<Segment> needed(List<Segment> chain, Manifest base, FindStop.Stop stop) {
        long xmin = base.visible().xmin();
        List<Segment> needed = new ArrayList<>();
        boolean begun = false;
        for (Segment segment : chain) {
            begun |= segment.lastLsn() >= base.lsn() || segment.maxXid() >= xmin;
            if (begun && (segment.firstLsn() <= stop.lastLsn() || stop.beforeXid() != null)) {
                needed.add(segment);
            }
        }
        return needed;
    }

    private static void refuseUncovered(
            Manifest base, List<Segment> log, FindStop.Stop stop, Set<String> tables, List<String> notes) {
        if (log.isEmpty()) {
            return;
        }
        for (Segment segment : log) {
            if (segment.gapBefore() != null
                    && segment.firstLsn() >= base.lsn()
                    && segment.firstLsn() < stop.lastLsn()) {
                throw uncovered("the log has a gap: " + segment.gapBefore());
            }
        }
        if (log.getFirst().firstLsn() > base.lsn()) {
            throw uncovered("the archive begins at " + Lsn.text(log.getFirst().firstLsn()) + ", after the base's "
                    + Lsn.text(base.lsn()));
        }
        for (TableEntry table : base.tables()) {
            if (tables.isEmpty() || tables.contains(table.title())) {
                refuseUncovered(base, table, log, stop, tables, notes);
            }
        }
        log.stream()
                .flatMap(segment -> segment.ddl().stream())
                .filter(change -> !base.visible().sees(change.xid()) && change.lsn() <= stop.lastLsn())
                .filter(change -> change.table().isEmpty())
                .map(change -> change.tag() + " in schema " + change.schema() + " at " + change.at()
                        + " came after the base: it is not in the restored database")
                .distinct()
                .forEach(notes::add);
    }

    private static void refuseUncovered(
            Manifest base,
            TableEntry table,
            List<Segment> log,
            FindStop.Stop stop,
            Set<String> tables,
            List<String> notes) {
        long xmin = base.visible().xmin();
        if (table.uncovered() == null && Xids.widen(table.publishedXid(), xmin) >= xmin) {
            throw uncovered(table.title() + " was published while backup " + base.id()
                    + " was taken: its log does not begin before it");
        }
        if (table.uncovered() != null) {
            String what =
                    table.title() + " is restored as of the base, its changes are not captured: " + table.uncovered();
            if (!tables.isEmpty()) {
                throw uncovered(what);
            }
            notes.add(what);
        }
        for (Segment segment : log) {
            for (Segment.SchemaChange change : segment.ddl()) {
                boolean hits = change.table().equals("*")
                        || (change.table().equals(table.name())
                                && change.schema().equals(table.schema()));
                if (hits && !base.visible().sees(change.xid()) && change.lsn() <= stop.lastLsn()) {
                    throw uncovered(table.title() + " changed its shape after backup " + base.id() + ": " + change.tag()
                            + " at " + change.at() + " (" + Lsn.text(change.lsn()) + ")");
                }
            }
        }
    }

    private static OperationFailed uncovered(String what) {
        return new OperationFailed(
                Reason.NOT_COVERED,
                what,
                "choose a moment before it, or one after the next full backup; chronoops coverage lists them");
    }
}
