package io.chronoops.backup.database;

import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.capture.Slots;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outbox;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import io.chronoops.topics.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Stops to operate a database: its slot, publication and triggers go, its backups stay. */
public final class RemoveDatabase implements CommandHandler {
    private final Databases databases;
    private final Captures captures;
    private final Operated operated;
    private final Outbox outbox;

    /** Removes through these. */
    public RemoveDatabase(Databases databases, Captures captures, Operated operated, Outbox outbox) {
        this.databases = databases;
        this.captures = captures;
        this.operated = operated;
        this.outbox = outbox;
    }

    @Override
    public String type() {
        return "removeDatabase";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        String confirm = command.getRemoveDatabase().getConfirm();
        return confirm.equals(command.getDatabase())
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.INVALID,
                        "confirm is \"" + confirm + "\"; to remove " + command.getDatabase()
                                + " it must be that name"));
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws InterruptedException {
        Optional<Database> found = databases.find(command.getDatabase());
        if (found.isPresent()) {
            release(found.get(), run);
        } else if (run.attempt() == 1) { // else a former attempt died when all was done
            throw new OperationFailed(
                    Reason.UNKNOWN_DATABASE,
                    "database " + command.getDatabase() + " is removed already",
                    "nothing to do");
        }
        outbox.add(Topics.DATABASES, command.getDatabase(), null);
        new Listed(databases).await(known -> known.find(command.getDatabase()).isEmpty(), run);
        return new Outcome(
                "database " + command.getDatabase()
                        + " is operated no longer; its backups stay until retention removes them",
                Map.of("database", command.getDatabase()));
    }

    private void release(Database database, OperationRun run) {
        run.progress("stopping the capture", 0, 0, "");
        captures.removed(database.name());
        try (Connection connection = operated.open(database);
                var statement = connection.createStatement()) {
            Slots.end(connection, Slots.name(database.name()));
            Slots.drop(connection, Slots.name(database.name()));
            statement.execute(
                    "SELECT chronoops.unprepare() WHERE to_regprocedure('chronoops.unprepare()') IS NOT NULL");
        } catch (SQLException e) {
            captures.added(database);
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
    }
}
