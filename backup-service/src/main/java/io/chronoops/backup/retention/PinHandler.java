package io.chronoops.backup.retention;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Marks;
import io.chronoops.backup.retention.Retention.Decision;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps a backup whatever retention says, or no longer. */
public final class PinHandler implements CommandHandler {
    private final Backups backups;
    private final BackupFacts facts;
    private final Retention retention;
    private final Clock clock;

    /** Pins in this catalogue; retention says what unpinning means. */
    public PinHandler(Backups backups, BackupFacts facts, Retention retention, Clock clock) {
        this.backups = backups;
        this.facts = facts;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "pin";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        return command.getPin().getBackupId().isBlank()
                ? Optional.of(new Refusal(
                        Reason.INVALID, "the backup id is empty; name one of those that chronoops backups list shows"))
                : Optional.empty();
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) {
        String id = command.getPin().getBackupId();
        boolean pinned = command.getPin().getPinned();
        String database = command.getDatabase();
        Backup backup = backups.find(id)
                .filter(found -> found.database().equals(database))
                .orElseThrow(() -> new OperationFailed(
                        Reason.NOT_FOUND,
                        "there is no backup " + id + " of " + database,
                        "chronoops backups list shows those that are"));
        return new Outcome(
                        pinned
                                ? "backup " + id + " is pinned: " + scope(backup)
                                : "backup " + id + " is unpinned: " + next(backup),
                        Map.of("backupId", id, "pinned", String.valueOf(pinned)))
                .committing(_ -> facts.pinned(command, id, pinned));
    }

    private static String scope(Backup backup) {
        if (backup.baseId() != null) {
            return "it and the full backup " + backup.baseId() + ", which it adds to, are kept until it is unpinned";
        }
        return backup.type().equals("incremental")
                ? "it, the full backup that it begins with and the log from there on are kept until it is unpinned"
                : "it is kept until it is unpinned, as of its own moment";
    }

    /** What retention says of it without its pin. */
    private String next(Backup backup) {
        Marks marks = backup.marks();
        Backup without = backup.with(
                new Marks(marks.verifiedAt(), marks.damaged(), null, marks.provenAt(), marks.provenSeconds()));
        List<Backup> all = backups.list(backup.database()).stream()
                .map(one -> one.id().equals(backup.id()) ? without : one)
                .toList();
        return retention.decide(all, clock.instant()).stream()
                .filter(decision -> decision.backup().equals(without))
                .map(Decision::rule)
                .findFirst()
                .map(rule -> "retention says of it now: " + rule)
                .orElse("retention decides from now on");
    }
}
