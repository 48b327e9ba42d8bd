package io.chronoops.backup.retention;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.compaction.Compacted;
import io.chronoops.backup.compaction.CompactedRuns;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.retention.Retention.Decision;
import io.chronoops.backup.schema.SchemaVersions;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.ops.MaintenanceCommand;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes what retention no longer keeps: backups, then segments that none of those kept needs. */
public final class CleanupHandler implements CommandHandler {
    private final Retention retention;
    private final Backups backups;
    private final BackupFacts facts;
    private final Archive archive;
    private final RestoresUnderWay restores;
    private final Clock clock;

    /** What the repository itself tells. */
    public record Archive(Repository repository, Segments segments, SchemaVersions schemas, Manifests manifests) {}

    /** Knows who reads backups right now. */
    @FunctionalInterface
    public interface RestoresUnderWay {
        /** The operation that restores from this database's backups; empty: none does. */
        Optional<String> of(String database);
    }

    /** By these rules, in this repository. */
    public CleanupHandler(
            Retention retention,
            Backups backups,
            BackupFacts facts,
            Archive archive,
            RestoresUnderWay restores,
            Clock clock) {
        this.retention = retention;
        this.backups = backups;
        this.facts = facts;
        this.archive = archive;
        this.restores = restores;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "cleanup";
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) {
        String database = command.getDatabase();
        try {
            List<Segment> log = archive.segments().of(database);
            List<Decision> decisions =
                    retention.decide(backups.list(database), UnneededLog.breaks(log), clock.instant());
            List<Manifest> whoseLogStays = whoseLogStays(database, decisions);
            List<Segment> unneeded = UnneededLog.of(log, whoseLogStays);
            List<Manifest> unneededSchemas =
                    UnneededLog.schemas(archive.schemas().of(database), whoseLogStays);
            if (command.getCleanup().getDryRun()) {
                return outcome("would be removed (dry run, nothing was)", decisions, expiring(decisions), unneeded);
            }
            Optional<String> reading = restores.of(database);
            if (reading.isPresent()) {
                return new Outcome(
                        "nothing was removed: operation " + reading.get()
                                + " restores from these backups; the next cleanup looks again",
                        Map.of("restoring", reading.get()));
            }
            List<Decision> removed = remove(command, decisions, run);
            List<Segment> cut = restores.of(database).isPresent() ? List.of() : unneeded;
            for (Segment segment : cut) {
                archive.segments().delete(segment);
            }
            for (Manifest version : cut.isEmpty() ? List.<Manifest>of() : unneededSchemas) {
                archive.schemas().delete(version);
            }
            var compacted = new CompactedRuns(archive.repository());
            List<Segment> left = archive.segments().of(database);
            for (Compacted orphan : CompactedRuns.orphaned(compacted.of(database), left)) {
                compacted.delete(orphan);
            }
            return outcome("removed", decisions, removed, cut);
        } catch (IOException e) {
            throw RepositoryTrouble.failure(archive.repository(), e);
        }
    }

    private static List<Decision> expiring(List<Decision> decisions) {
        return decisions.stream().filter(Decision::expires).toList();
    }

    private List<Decision> remove(MaintenanceCommand command, List<Decision> decisions, OperationRun run) {
        List<Decision> expiring = expiring(decisions);
        List<Decision> removed = new ArrayList<>();
        for (Decision decision : expiring) {
            run.progress("removing expired backups", removed.size(), expiring.size(), "backups");
            run.stopIfCancelled();
            if (restores.of(command.getDatabase()).isPresent()) {
                break;
            }
            if (isAddedTo(decision.backup(), command.getDatabase())) {
                continue;
            }
            if (facts.expired(command, decision.backup(), decision.rule())) {
                removed.add(decision);
            }
        }
        return removed;
    }

    /** A differential that was to expire before it may have been pinned in between. */
    private boolean isAddedTo(Backup base, String database) {
        return base.isBase()
                && backups.list(database).stream().anyMatch(one -> base.id().equals(one.baseId()));
    }

    private List<Manifest> whoseLogStays(String database, List<Decision> decisions) throws IOException {
        List<Manifest> bases = new ArrayList<>();
        for (Decision decision : decisions) {
            if (decision.keepsLog()) {
                bases.add(archive.manifests().find(database, decision.backup().id()));
            }
        }
        return bases;
    }

    private static Outcome outcome(
            String what, List<Decision> decisions, List<Decision> removed, List<Segment> unneeded) {
        Map<String, String> details = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            String fate = removed.contains(decision)
                    ? "expires: "
                    : decision.expires() ? "kept: a pin or a restore came in between; else " : "kept: ";
            details.put(decision.backup().id(), fate + decision.rule());
        }
        long bytes = removed.stream()
                        .mapToLong(decision -> decision.backup().bytes())
                        .sum()
                + unneeded.stream().mapToLong(Segment::bytes).sum();
        details.put("freedBytes", String.valueOf(bytes));
        return new Outcome(
                removed.size() + " of " + decisions.size() + " backups and " + unneeded.size()
                        + " segments of the log that none needs " + what,
                details);
    }
}
