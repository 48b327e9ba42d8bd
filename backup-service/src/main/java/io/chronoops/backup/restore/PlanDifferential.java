package io.chronoops.backup.restore;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.TakeDifferential;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Plans the restore of a differential backup: its full one, then what it holds; no log is needed. */
final class PlanDifferential {
    private final Repository repository;
    private final Manifests manifests;

    PlanDifferential(Repository repository, Manifests manifests) {
        this.repository = repository;
        this.manifests = manifests;
    }

    RestorePlan plan(String database, String id, Target target, List<String> wanted) throws IOException {
        Manifest differential = manifests.find(database, id);
        if (!(target instanceof Target.BackupItself)) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "backup " + id + " is differential: it holds one moment, " + Lsn.text(differential.lsn()),
                    "restore it without a target, or another moment without naming a backup");
        }
        Manifest base = manifests.find(database, Objects.requireNonNullElse(differential.baseId(), ""));
        String folder = Layout.backup(database, id) + "/";
        Segment changes = Json.getSummed(repository, folder + TakeDifferential.DESCRIPTION, Segment.class);
        if (differential.files().stream().noneMatch(file -> file.sha256().equals(changes.sha256()))) {
            throw new OperationFailed(
                    Reason.CORRUPT,
                    folder + TakeDifferential.DESCRIPTION + " is damaged: it tells of another file than the manifest",
                    "restore another backup, or bring the file back from a copy of the repository");
        }
        Set<String> tables = PlanRestore.titles(wanted);
        PlanRestore.refuseUnknown(tables, base);
        List<String> notes = new ArrayList<>(differential.notes());
        return new RestorePlan(
                base,
                base,
                new PlanTables(base, base, List.of(), tables, true, notes).plan(),
                List.of(changes),
                new FindStop.Stop(null, 0, differential.lsn(), changes.lastCommitAt()),
                target,
                tables,
                notes);
    }
}
