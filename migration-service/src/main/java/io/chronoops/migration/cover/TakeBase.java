package io.chronoops.migration.cover;

import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.CommandPublisher;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationFollower;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Has backup-service take a full backup of the changed schema and waits for its end. Safe to ask again: it stays one backup. */
public final class TakeBase {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final CommandPublisher publisher;
    private final OperationFollower follower;
    private final Clock clock;
    private final Duration timeout;

    /** Waiting at most so long. */
    public TakeBase(CommandPublisher publisher, OperationFollower follower, Clock clock, Duration timeout) {
        this.publisher = publisher;
        this.follower = follower;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** The id of the backup that covers the database now. */
    public String of(String database, OperationRun run) {
        FaultPoint.reached("migration.before-base");
        String id = BaseId.of(run.operationId());
        Instant since = run.attempt() == 1 ? clock.instant().minus(CLOCKS_DIFFER) : Instant.EPOCH;
        run.progress("full backup of the changed schema", 0, 1, "backups");
        publisher.publish(command(id, database, run.operationId()));
        FaultPoint.reached("migration.base-published");
        OperationEvent end = follower.terminal(id, since, timeout, run::stopIfCancelled)
                .orElseThrow(() -> uncovered(
                        Reason.TIMEOUT,
                        "full backup " + id + " has not ended within " + timeout.toMinutes() + " minutes",
                        "see that backup-service runs: chronoops operations show " + id));
        if (end.getSucceeded() == null) {
            throw uncovered(Reason.NOT_COVERED, "full backup " + id + " " + ending(end), mend(end));
        }
        return end.getSucceeded().getDetails().getOrDefault("backupId", id);
    }

    private MaintenanceCommand command(String id, String database, String operationId) {
        return MaintenanceCommand.newBuilder()
                .setId(id)
                .setAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setSource("migration-service")
                .setCorrelationId(operationId)
                .setCauseId(operationId)
                .setDatabase(database)
                .setBackup(BackupCommand.newBuilder().setType(BackupType.FULL).build())
                .build();
    }

    private static String ending(OperationEvent end) {
        if (end.getFailed() != null) {
            return "failed (" + end.getFailed().getReason() + "): "
                    + end.getFailed().getMessage();
        }
        if (end.getRejected() != null) {
            return "was rejected (" + end.getRejected().getReason() + "): "
                    + end.getRejected().getMessage();
        }
        return "was cancelled";
    }

    private static String mend(OperationEvent end) {
        return end.getFailed() == null
                ? "see why, and mend that"
                : end.getFailed().getMend();
    }

    private static OperationFailed uncovered(Reason reason, String why, String mend) {
        return new OperationFailed(
                reason,
                "the schema is changed and verified, but no base covers it: " + why,
                mend + "; then send the migration again: its steps stand, only the backup is taken");
    }
}
