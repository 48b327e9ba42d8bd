package io.chronoops.backup.side;

import io.chronoops.backup.drill.Scratches;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores on command: into a new schema of the operated database by way of a scratch database, all else by the handler that
 * it stands before.
 */
public final class RestoreAsideHandler implements CommandHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreAsideHandler.class);
    private static final int NAME_LIMIT = 63;
    private static final int ID_TAIL = 12;
    private static final Pattern NOT_OURS = Pattern.compile("pg_.*|information_schema|chronoops.*|public|");

    private final CommandHandler restore;
    private final Databases databases;
    private final Scratches scratches;
    private final Operated operated;
    private final String role;

    /** In front of this handler of restore; role: who restores. */
    public RestoreAsideHandler(
            CommandHandler restore, Databases databases, Scratches scratches, Operated operated, String role) {
        this.restore = restore;
        this.databases = databases;
        this.scratches = scratches;
        this.operated = operated;
        this.role = role;
    }

    @Override
    public String type() {
        return restore.type();
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        RestoreCommand wish = command.getRestore();
        String schema = wish.getIntoSchema();
        if (schema == null) {
            return restore.check(command);
        }
        if (NOT_OURS.matcher(schema).matches() || schema.length() > NAME_LIMIT) {
            return refusal("into schema must be the name of a new schema, 1 to 63 characters, was \"" + schema + "\"");
        }
        if (wish.getInto() != null || wish.getReplace() || wish.getBackupFile() != null) {
            return refusal("into schema excludes into, replace and a backup file");
        }
        if (wish.getTables().isEmpty()) {
            return refusal("into schema takes some tables: name them");
        }
        return restore.check(into(command, null));
    }

    private static Optional<Refusal> refusal(String message) {
        return Optional.of(new Refusal(Reason.INVALID, message));
    }

    @Override
    public void clear(MaintenanceCommand command, OperationRun run) throws Exception {
        if (command.getRestore().getIntoSchema() == null) {
            restore.clear(command, run);
        } else {
            databases.find(command.getDatabase()).ifPresent(database -> scratches.dropLeftovers(database, run));
        }
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws Exception {
        String schema = command.getRestore().getIntoSchema();
        if (schema == null) {
            return restore.run(command, run);
        }
        Database database = databases
                .find(command.getDatabase())
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + command.getDatabase() + " is operated no longer",
                        "add it again"));
        var copyAside = new CopyAside(operated, database, role);
        boolean made = copyAside.isMade(schema, run.operationId());
        scratches.dropLeftovers(database, run);
        if (made) {
            return byAnEarlierAttempt(database, schema);
        }
        String scratch = scratch(database, command, run);
        scratches.claimPart(database, scratch, run);
        try {
            Outcome restored = restore.run(into(command, scratch), run);
            FaultPoint.reached("side.restored");
            OptionalLong rows = copyAside.copy(scratch, schema, run);
            return rows.isPresent()
                    ? outcome(restored, database, schema, rows.getAsLong())
                    : byAnEarlierAttempt(database, schema);
        } finally {
            drop(database, scratch, run);
        }
    }

    /** One that stays is dropped by whoever needs a scratch database next. */
    private void drop(Database database, String scratch, OperationRun run) {
        try {
            scratches.drop(database, scratch, run);
        } catch (OperationFailed e) {
            LOG.atWarn()
                    .addKeyValue("database", database.name())
                    .addKeyValue("scratch", scratch)
                    .setCause(e)
                    .log("scratch database of a restore aside not dropped, the next drill drops it");
        }
    }

    private static String scratch(Database database, MaintenanceCommand command, OperationRun run) {
        String end = "_side_"
                + command.getId().substring(Math.max(0, command.getId().length() - ID_TAIL)) + "_" + run.attempt();
        String name = database.dbname();
        return name.substring(0, Math.min(name.length(), NAME_LIMIT - end.length())) + end;
    }

    private static MaintenanceCommand into(MaintenanceCommand command, @Nullable String database) {
        return MaintenanceCommand.newBuilder(command)
                .setRestore(RestoreCommand.newBuilder(command.getRestore())
                        .setIntoSchema(null)
                        .setInto(database)
                        .build())
                .build();
    }

    private static Outcome byAnEarlierAttempt(Database database, String schema) {
        return new Outcome(
                "restored into schema " + schema + " of " + database.name() + " by an earlier attempt",
                Map.of("schema", schema, "database", database.dbname()));
    }

    private static Outcome outcome(Outcome restored, Database database, String schema, long rows) {
        Map<String, String> details = new LinkedHashMap<>(restored.details());
        details.put("database", database.dbname());
        details.put("schema", schema);
        details.put("rows", String.valueOf(rows));
        return new Outcome(
                rows + " rows restored into schema " + schema + " of " + database.name()
                        + ", by way of a database that was " + restored.summary(),
                details);
    }
}
