package io.chronoops.backup.database;

import io.chronoops.backup.capture.ChangeLogTopic;
import io.chronoops.backup.capture.Slots;
import io.chronoops.backup.database.CheckDatabase.Finding;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outbox;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.DatabaseEvent;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins to operate a prepared database: checks it, makes its slot and its change log, tells all services. */
public final class AddDatabase implements CommandHandler {
    private static final int SLOT_SECONDS = 60;

    private final Operated operated;
    private final CheckDatabase check;
    private final WireSettings wire;
    private final Outbox outbox;
    private final Listed listed;
    private final Clock clock;

    /** Adds through these. */
    public AddDatabase(
            Operated operated, CheckDatabase check, WireSettings wire, Outbox outbox, Listed listed, Clock clock) {
        this.operated = operated;
        this.check = check;
        this.wire = wire;
        this.outbox = outbox;
        this.listed = listed;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "addDatabase";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        try {
            database(command);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new Refusal(Reason.INVALID, String.valueOf(e.getMessage())));
        }
    }

    private static Database database(MaintenanceCommand command) {
        AddDatabaseCommand add = command.getAddDatabase();
        return new Database(command.getDatabase(), add.getHost(), add.getPort(), add.getDbname(), add.getSslmode());
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws InterruptedException {
        Database database = database(command);
        run.progress("checking", 0, 0, "");
        List<Finding> wrong = check.check(database).stream()
                .filter(finding -> finding.level().equals("wrong"))
                .toList();
        if (!wrong.isEmpty()) {
            Finding first = wrong.getFirst();
            throw new OperationFailed(Reason.NOT_PREPARED, first.what(), first.mend());
        }
        ChangeLogTopic.make(database.name(), wire);
        run.progress("making the slot", 0, 0, "");
        String slot = Slots.name(database.name());
        try (Connection connection = operated.open(database)) {
            if (Slots.find(connection, slot).isEmpty()) {
                Slots.create(connection, slot, SLOT_SECONDS);
            }
        } catch (SQLException e) {
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
        outbox.add(Topics.DATABASES, database.name(), event(command, database));
        listed.await(databases -> databases.find(database.name()).equals(Optional.of(database)), run);
        return new Outcome(
                "database " + database.name()
                        + " is operated now; take a full backup: chronoops backup --type=full --database "
                        + database.name(),
                Map.of("database", database.name(), "slot", slot));
    }

    private DatabaseEvent event(MaintenanceCommand command, Database database) {
        return DatabaseEvent.newBuilder()
                .setId(Uuid7.next())
                .setAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setSource("backup-service")
                .setCorrelationId(command.getId())
                .setCauseId(command.getId())
                .setName(database.name())
                .setHost(database.host())
                .setPort(database.port())
                .setDbname(database.dbname())
                .setSslmode(database.sslmode())
                .build();
    }
}
