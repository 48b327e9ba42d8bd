package io.chronoops.backup.verify;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.compaction.Compacted;
import io.chronoops.backup.compaction.CompactedRuns;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.verify.ReadEveryByte.Found;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verifies one backup, or all of a database and its archive. */
public final class VerifyHandler implements CommandHandler {
    private final BackupFacts facts;
    private final Manifests manifests;
    private final Segments segments;
    private final Repository repository;

    /** Reads this repository. */
    public VerifyHandler(BackupFacts facts, Manifests manifests, Segments segments, Repository repository) {
        this.facts = facts;
        this.manifests = manifests;
        this.segments = segments;
        this.repository = repository;
    }

    @Override
    public String type() {
        return "verify";
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) {
        String database = command.getDatabase();
        String id = command.getVerify().getBackupId();
        try {
            List<Manifest> chosen = id == null ? manifests.of(database) : List.of(manifests.find(database, id));
            Map<Manifest, Found> results = new LinkedHashMap<>();
            for (Manifest manifest : chosen) {
                run.stopIfCancelled();
                results.put(
                        manifest,
                        new ReadEveryByte(repository)
                                .read(
                                        manifest,
                                        bytes -> run.progress(
                                                "reading " + manifest.id(), bytes, manifest.storedBytes(), "bytes")));
            }
            if (id == null) {
                var archive = new ArchiveReader(repository);
                archive.read(segments.of(database), _ -> true);
                archive.read(
                        new CompactedRuns(repository)
                                .of(database).stream()
                                        .filter(Compacted::pays)
                                        .map(Compacted::content)
                                        .toList(),
                        _ -> true);
            }
            return conclude(command, results);
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        }
    }

    private Outcome conclude(MaintenanceCommand command, Map<Manifest, Found> results) {
        List<String> findings = new ArrayList<>();
        results.forEach((manifest, found) -> found.findings().forEach(finding -> {
            findings.add(manifest.id() + " " + finding);
            facts.damaged(manifest.id(), finding);
        }));
        if (!findings.isEmpty()) {
            verified(command, results);
            throw new OperationFailed(
                    Reason.CORRUPT,
                    findings.size() + " files are damaged: "
                            + String.join("; ", findings.subList(0, Math.min(5, findings.size()))),
                    "take a full backup now; bring the files back from a copy of the repository if an older moment is needed");
        }
        long bytes = results.values().stream().mapToLong(Found::bytes).sum();
        long files = results.values().stream().mapToLong(Found::files).sum();
        return new Outcome(
                        results.size() + " backups verified: " + files + " files, " + bytes + " bytes read and matched",
                        Map.of("backups", String.valueOf(results.size()), "bytes", String.valueOf(bytes)))
                .committing(_ -> verified(command, results));
    }

    /** Those without a finding: one that is damaged must not hide that the others are not. */
    private void verified(MaintenanceCommand command, Map<Manifest, Found> results) {
        results.forEach((manifest, found) -> {
            if (found.findings().isEmpty()) {
                facts.verified(command, manifest.id(), found.bytes(), found.files());
            }
        });
    }
}
