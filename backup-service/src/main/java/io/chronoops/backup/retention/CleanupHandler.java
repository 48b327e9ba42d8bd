package io.chronoops.backup.retention;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.retention.Retention.Decision;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.Events;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.ops.BackupExpired;
import io.chronoops.ops.MaintenanceCommand;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes what retention no longer keeps: backups, then segments that no kept base needs. */
public final class CleanupHandler implements CommandHandler {
    private final Retention retention;
    private final Backups backups;
    private final Archive archive;
    private final Repository repository;
    private final Events events;
    private final Clock clock;

    /** What the repository itself tells: segments and manifests. */
    public record Archive(Segments segments, Manifests manifests) {}

    /** By these rules, in this repository. */
    public CleanupHandler(
            Retention retention, Backups backups, Archive archive, Repository repository, Events events, Clock clock) {
        this.retention = retention;
        this.backups = backups;
        this.archive = archive;
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "cleanup";
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) {
        String database = command.getDatabase();
        List<Decision> decisions = retention.decide(backups.list(database), clock.instant());
        List<Decision> expiring = decisions.stream().filter(Decision::expires).toList();
        Map<String, String> details = new LinkedHashMap<>();
        decisions.forEach(decision ->
                details.put(decision.backup().id(), (decision.expires() ? "expires: " : "kept: ") + decision.rule()));
        if (command.getCleanup().getDryRun()) {
            return new Outcome(
                    expiring.size() + " of " + decisions.size() + " backups would be removed (dry run)", details);
        }
        try {
            for (Decision decision : expiring) {
                repository.delete(Layout.manifest(database, decision.backup().id()));
                repository.delete(Layout.backup(database, decision.backup().id()));
            }
            int cut = deleteSegments(database, decisions);
            return new Outcome(
                            expiring.size() + " of " + decisions.size() + " backups removed, " + cut
                                    + " segments that none needs",
                            details)
                    .committing(_ -> expiring.forEach(decision -> record(command, decision)));
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        }
    }

    private void record(MaintenanceCommand command, Decision decision) {
        Backup backup = decision.backup();
        backups.remove(backup.id());
        events.add(
                command.getId(),
                "cleanup",
                backup.database(),
                event -> event.setBackupExpired(new BackupExpired(backup.id(), decision.rule())));
    }

    /** A segment may go when the oldest kept base contains all of it; without a base nothing goes. */
    private int deleteSegments(String database, List<Decision> decisions) throws IOException {
        Optional<Backup> oldest = decisions.stream()
                .filter(decision -> !decision.expires() && decision.backup().isBase())
                .map(Decision::backup)
                .min(Comparator.comparing(Backup::takenAt));
        if (oldest.isEmpty()) {
            return 0;
        }
        Manifest base = archive.manifests().find(database, oldest.get().id());
        int cut = 0;
        for (Segment segment : archive.segments().of(database)) {
            if (segment.lastLsn() >= base.lsn()
                    || segment.maxXid() >= base.visible().xmin()) {
                break;
            }
            archive.segments().delete(segment);
            cut++;
        }
        return cut;
    }
}
