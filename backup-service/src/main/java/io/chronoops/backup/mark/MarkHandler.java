package io.chronoops.backup.mark;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.MarkMessage;
import io.chronoops.backup.archive.Segment.RestorePoint;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.full.TakeIncremental;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.MarkCommand;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sets a restore point: a message in the database's own log, done when it is sealed. The log decides whose a name is:
 * whoever is the first in it.
 */
public final class MarkHandler implements CommandHandler {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,62}");

    private final Databases databases;
    private final Captures captures;
    private final TakeIncremental incremental;
    private final RestorePoints points;
    private final Repository repository;
    private final Operated operated;

    /** Into the logs that these captures archive. */
    public MarkHandler(
            Databases databases,
            Captures captures,
            TakeIncremental incremental,
            RestorePoints points,
            Repository repository,
            Operated operated) {
        this.databases = databases;
        this.captures = captures;
        this.incremental = incremental;
        this.points = points;
        this.repository = repository;
        this.operated = operated;
    }

    @Override
    public String type() {
        return "mark";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        String name = command.getMark().getName();
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.INVALID,
                        "a restore point is named by a letter, then letters, digits, dots and dashes, 63 in all; was \""
                                + name + "\""));
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws InterruptedException {
        Database database = databases
                .find(command.getDatabase())
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + command.getDatabase() + " is operated no longer",
                        "add it again"));
        String name = command.getMark().getName();
        try {
            Optional<RestorePoint> there = points.find(database.name(), name);
            if (there.isEmpty()) {
                set(database, command.getMark(), run);
                there = points.find(database.name(), name);
            }
            RestorePoint point = there.orElseThrow(
                    () -> new IllegalStateException("restore point " + name + " was sealed in no segment"));
            if (!point.operation().equals(command.getId())) {
                throw taken(database, point);
            }
            return outcome(database, point);
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        }
    }

    private void set(Database database, MarkCommand wish, OperationRun run) throws InterruptedException {
        ArchiveState archive = captures.archive(database.name())
                .orElseThrow(() -> new OperationFailed(
                        Reason.BUSY,
                        "the capture of " + database.name() + " does not run here",
                        "try again in a moment"));
        String marker = run.operationId() + "-" + run.attempt();
        archive.expect(marker);
        try (Connection connection = operated.open(database);
                var emit = connection.prepareStatement(
                        "SELECT pg_logical_emit_message(true, ?, ?), pg_logical_emit_message(true, ?, ?)")) {
            emit.setString(1, MarkMessage.PREFIX);
            emit.setString(2, new MarkMessage(wish.getName(), run.operationId(), wish.getComment()).content());
            emit.setString(3, DdlMessages.MARKER);
            emit.setString(4, marker);
            emit.execute();
        } catch (SQLException e) {
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
        FaultPoint.reached("mark.written");
        incremental.awaitSealed(marker, archive, run);
    }

    private static OperationFailed taken(Database database, RestorePoint point) {
        return new OperationFailed(
                Reason.PRECONDITION,
                database.name() + " has a restore point " + point.name() + " already, of " + point.at(),
                "choose another name; chronoops marks list shows those that there are");
    }

    private static Outcome outcome(Database database, RestorePoint point) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("name", point.name());
        details.put("at", point.at().toString());
        details.put("lsn", Lsn.text(point.lsn()));
        details.put("xid", String.valueOf(point.xid()));
        return new Outcome(
                "restore point " + point.name() + " of " + database.name() + ": " + point.at() + ", "
                        + Lsn.text(point.lsn()) + ", transaction " + point.xid(),
                details);
    }
}
