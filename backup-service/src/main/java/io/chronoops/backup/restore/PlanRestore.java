package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.compaction.CompactedRuns;
import io.chronoops.backup.compaction.ShorterLog;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.schema.KnownSchemas;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans a restore from the repository alone: which base, which log, and whether that moment can be restored at all. */
public final class PlanRestore {
    private final Manifests manifests;
    private final Segments segments;
    private final KnownSchemas schemas;
    private final FindStop findStop;
    private final CompactedRuns compacted;
    private final PlanDifferential differentials;

    /** Reads this repository. */
    public PlanRestore(Repository repository, Manifests manifests, Segments segments, KnownSchemas schemas) {
        this.schemas = schemas;
        this.manifests = manifests;
        this.segments = segments;
        this.findStop = new FindStop(new ArchiveReader(repository));
        this.compacted = new CompactedRuns(repository);
        this.differentials = new PlanDifferential(repository, manifests);
    }

    /** The database whose backups and log are restored: a backup's own, wherever it goes to. */
    String source(String database, @Nullable String backupId) throws IOException {
        return backupId == null ? database : manifests.databaseOf(backupId, database);
    }

    /** backupId null: the newest full backup that reaches the target. */
    RestorePlan plan(String database, @Nullable String backupId, Target target, List<String> wanted)
            throws IOException {
        if (backupId != null && manifests.find(database, backupId).isDifferential()) {
            return differentials.plan(database, backupId, target, wanted);
        }
        LineOfTarget line = LineOfTarget.find(manifests.of(database), segments.of(database), backupId, target);
        List<Segment> chain = line.segments();
        FindStop.Stop stop = findStop.find(chain, target);
        refuseBeyondTheArchive(target, stop, chain);
        Manifest base =
                backupId == null ? newest(database, line, target, stop) : given(database, backupId, target, stop);
        InGap.refuse(target, stop, chain, base);
        List<Segment> log = target instanceof Target.BackupItself ? List.of() : needed(chain, base, stop);
        refuseGap(base, log, target instanceof Target.BeforeXid ? stop.beforeLsn() : stop.lastLsn());
        Set<String> tables = base.type().equals("table") && wanted.isEmpty()
                ? base.tables().stream().map(TableEntry::title).collect(Collectors.toSet())
                : titles(wanted);
        List<String> notes = new ArrayList<>();
        var at = new SchemaAt(base, stop.lastLsn(), log.isEmpty() ? List.of() : changes(chain));
        Manifest schema = at.find(at.changes().isEmpty() ? List.of() : told(chain, schemas.of(database)), tables);
        refuseUnknown(tables, schema);
        notes.addAll(at.notes(schema));
        List<PlannedTable> planned = new PlanTables(base, schema, at.applied(), tables, !log.isEmpty(), notes).plan();
        List<Segment> shorter = ShorterLog.of(log, compacted.of(database), base.visible(), stop.lastLsn());
        return new RestorePlan(base, schema, planned, shorter, stop, target, tables, notes);
    }

    /** One read after the archive's end may have changes of which nothing is known yet. */
    private static List<Manifest> told(List<Segment> chain, List<Manifest> versions) {
        long end = chain.getLast().lastLsn();
        return versions.stream().filter(version -> version.lsn() <= end).toList();
    }

    private static List<SchemaChange> changes(List<Segment> chain) {
        return chain.stream().flatMap(segment -> segment.ddl().stream()).toList();
    }

    /** As schema.table. */
    static Set<String> titles(List<String> names) {
        return names.stream()
                .map(name -> name.contains(".") ? name : "public." + name)
                .collect(Collectors.toSet());
    }

    static void refuseUnknown(Set<String> wanted, Manifest schema) {
        for (String name : wanted) {
            if (schema.tables().stream().noneMatch(table -> table.title().equals(name))) {
                throw new OperationFailed(
                        Reason.NOT_FOUND,
                        "table " + name + " is not in " + schema.type() + " " + schema.id() + " of " + schema.takenAt()
                                + ", which has the schema of that moment",
                        "name tables as schema.table, by the names that they had then");
            }
        }
    }

    private static void refuseBeyondTheArchive(Target target, FindStop.Stop stop, List<Segment> chain) {
        boolean beyond = stop.beforeXid() == null
                && switch (target) {
                    case Target.ToTime(var at) -> stop.lastCommitAt() == null || at.isAfter(stop.lastCommitAt());
                    case Target.ToLsn(long last) -> last > stop.lastLsn();
                    case Target.ToSnapshot to -> to.last() > stop.lastLsn();
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

    /** The log before the target may hold nothing since the base, or begin later than it. */
    private static boolean reaches(Manifest base, Target target, FindStop.Stop stop) {
        return base.lsn() <= stop.lastLsn()
                || switch (target) {
                    case Target.ToTime(var at) -> !base.takenAt().isAfter(at);
                    case Target.ToLsn(long last) -> base.lsn() <= last;
                    case Target.ToSnapshot to -> base.lsn() <= to.last();
                    case Target.BeforeXid _ -> base.lsn() < stop.beforeLsn();
                    case Target.Latest _, Target.BackupItself _ -> false;
                };
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

    /** until: what is committed before this LSN is restored. */
    private static void refuseGap(Manifest base, List<Segment> log, long until) {
        if (log.isEmpty()) {
            return;
        }
        for (Segment segment : log) {
            if (segment.gapBefore() != null && segment.firstLsn() >= base.lsn() && segment.firstLsn() < until) {
                throw PlanTables.uncovered("the log has a gap: " + segment.gapBefore());
            }
        }
        if (log.getFirst().firstLsn() > base.lsn()) {
            throw PlanTables.uncovered("the archive begins at "
                    + Lsn.text(log.getFirst().firstLsn()) + ", after the base's " + Lsn.text(base.lsn()));
        }
    }
}
