package io.chronoops.backup.drill;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.drill.Rehearsal.Restored;
import io.chronoops.backup.drill.Rehearsal.Wish;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.DrillCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves a backup: restores it and the log after it into a scratch database, compares, measures, drops. */
public final class DrillHandler implements CommandHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DrillHandler.class);
    private static final double MILLI = 1e-3;

    private final Databases databases;
    private final WhichBackup whichBackup;
    private final BackupFacts facts;
    private final Rehearsal rehearsal;
    private final Scratches scratches;
    private final Clock clock;

    /** Rehearses there. */
    public DrillHandler(
            Databases databases,
            Backups backups,
            BackupFacts facts,
            Rehearsal rehearsal,
            Scratches scratches,
            Clock clock) {
        this.databases = databases;
        this.whichBackup = new WhichBackup(backups);
        this.facts = facts;
        this.rehearsal = rehearsal;
        this.scratches = scratches;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "drill";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        String into = command.getDrill().getInto();
        if (into == null) {
            return Optional.empty();
        }
        if (into.isBlank() || into.length() > ScratchName.LIMIT) {
            return refusal("into must be a database name of 1 to 63 characters, was \"" + into + "\"");
        }
        boolean operated =
                databases.all().stream().anyMatch(database -> database.dbname().equals(into));
        return operated
                ? refusal("into names the operated database " + into + ": a drill needs a scratch database of its own")
                : Optional.empty();
    }

    private static Optional<Refusal> refusal(String message) {
        return Optional.of(new Refusal(Reason.INVALID, message));
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws Exception {
        DrillCommand wish = command.getDrill();
        Database database = databases
                .find(command.getDatabase())
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + command.getDatabase() + " is operated no longer",
                        "add it again"));
        Backup backup = whichBackup.of(database, wish.getBackupId());
        List<String> left = scratches.dropLeftovers(database, run);
        if (!left.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("database", database.name())
                    .addKeyValue("scratch", left)
                    .log("dropped what a dead drill left");
        }
        String name = wish.getInto() == null
                ? ScratchName.of(database.dbname(), command.getAt(), run.attempt())
                : wish.getInto();
        scratches.claim(database, name, run);
        Instant begun = clock.instant();
        Rehearsed rehearsed = rehearseOrDrop(command, new Claimed(database, backup.id(), name), run);
        Duration took = Duration.between(begun, clock.instant());
        FaultPoint.reached("drill.restored");
        if (wish.getKeep()) {
            scratches.keep(database, name, run);
        } else {
            run.progress("dropping " + name, 0, 0, "");
            scratches.drop(database, name, run);
        }
        return outcome(command, backup, name, rehearsed, took);
    }

    private record Claimed(Database database, String backupId, String name) {}

    private Rehearsed rehearseOrDrop(MaintenanceCommand command, Claimed claimed, OperationRun run) throws Exception {
        boolean whole = false;
        try {
            Rehearsed rehearsed = rehearse(command, claimed.backupId(), claimed.name(), run);
            whole = true;
            return rehearsed;
        } finally {
            if (!whole) {
                dropLogging(claimed, run);
            }
        }
    }

    /** Why the drill failed must be told, not that its leftover could not be dropped; the next drill drops it. */
    private void dropLogging(Claimed claimed, OperationRun run) {
        try {
            scratches.drop(claimed.database(), claimed.name(), run);
        } catch (OperationFailed e) {
            LOG.atWarn()
                    .addKeyValue("scratch", claimed.name())
                    .setCause(e)
                    .log("scratch database of a failed drill not dropped, the next drill drops it");
        }
    }

    /** What was rehearsed; note: why the log after the backup was not. */
    private record Rehearsed(Restored restored, String note) {}

    /** A change of shape after the backup ends its log's coverage: that is no fault of the backup, which is proven alone. */
    private Rehearsed rehearse(MaintenanceCommand command, String id, String name, OperationRun run) throws Exception {
        try {
            return new Rehearsed(rehearsal.restore(command, new Wish(id, true, name), run), "");
        } catch (OperationFailed failed) {
            if (failed.reason() != Reason.NOT_COVERED) {
                throw failed;
            }
            return new Rehearsed(
                    rehearsal.restore(command, new Wish(id, false, name), run),
                    "the log after it was not replayed: " + failed.getMessage());
        }
    }

    private Outcome outcome(
            MaintenanceCommand command, Backup backup, String name, Rehearsed rehearsed, Duration took) {
        double seconds = took.toMillis() * MILLI;
        boolean keep = command.getDrill().getKeep();
        String summary = String.format(
                Locale.ROOT,
                "backup %s is proven: restored into %s and compared in %.1f s, %s changes of the log up to %s%s; %s %s",
                backup.id(),
                name,
                seconds,
                rehearsed.restored().changes(),
                rehearsed.restored().until(),
                rehearsed.note().isEmpty() ? "" : "; " + rehearsed.note(),
                name,
                keep ? "was kept and is yours to drop" : "was dropped");
        Map<String, String> details = new LinkedHashMap<>();
        details.put("backupId", backup.id());
        details.put("database", name);
        details.put("seconds", String.format(Locale.ROOT, "%.1f", seconds));
        details.put("changes", rehearsed.restored().changes());
        details.put("lastCommitAt", rehearsed.restored().until());
        details.put("kept", String.valueOf(keep));
        if (!rehearsed.note().isEmpty()) {
            details.put("note", rehearsed.note());
        }
        return new Outcome(summary, details).committing(_ -> facts.proven(command, backup.id(), name, seconds));
    }
}
