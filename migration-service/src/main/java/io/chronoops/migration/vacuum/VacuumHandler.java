package io.chronoops.migration.vacuum;

import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.migration.metrics.MigrationMetrics;
import io.chronoops.migration.postgres.OperatedSession;
import io.chronoops.migration.postgres.OperatedSessions;
import io.chronoops.migration.postgres.VacuumTables;
import io.chronoops.migration.postgres.VacuumTables.Bloat;
import io.chronoops.migration.run.ConnectionLost;
import io.chronoops.migration.run.Pace;
import io.chronoops.migration.run.StoppableRun;
import io.chronoops.migration.step.TableName;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import io.chronoops.ops.VacuumCommand;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes up the command vacuum: the named tables, or all that the role may vacuum, one after the other. */
public final class VacuumHandler implements CommandHandler {
    private static final int TABLES_IN_DETAIL = 20;

    private final OperatedSessions sessions;
    private final MigrationMetrics metrics;
    private final Pace pace;

    /** Over these sessions. */
    public VacuumHandler(OperatedSessions sessions, MigrationMetrics metrics, Pace pace) {
        this.sessions = sessions;
        this.metrics = metrics;
        this.pace = pace;
    }

    @Override
    public String type() {
        return "vacuum";
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws InterruptedException {
        VacuumCommand vacuum = command.getVacuum();
        String database = command.getDatabase();
        try (OperatedSession session = sessions.open(database)) {
            var tables = new VacuumTables(session, pace, new StoppableRun(run));
            return vacuum(database, vacuum, tables, run);
        } catch (ConnectionLost lost) {
            throw new OperationFailed(
                    Reason.SOURCE_UNREACHABLE,
                    "the server of database " + database + " does not answer: " + lost.getMessage(),
                    "bring it back, then send the command again",
                    lost);
        }
    }

    private Outcome vacuum(String database, VacuumCommand vacuum, VacuumTables tables, OperationRun run)
            throws InterruptedException {
        List<TableName> names =
                tables.named(vacuum.getTables().stream().map(TableName::of).toList());
        var details = new LinkedHashMap<String, String>();
        long reclaimed = 0;
        long dead = 0;
        for (int at = 0; at < names.size(); at++) {
            run.stopIfCancelled();
            TableName name = names.get(at);
            run.progress("vacuum " + name, at, names.size(), "tables");
            long began = System.nanoTime();
            Bloat before = tables.bloat(name);
            tables.vacuum(name, vacuum.getFull(), vacuum.getAnalyze());
            Bloat after = tables.bloat(name);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            metrics.vacuumed(database, took);
            reclaimed += before.bytes() - after.bytes();
            dead += before.deadRows();
            if (names.size() <= TABLES_IN_DETAIL) {
                details.put(name + ".ms", Long.toString(took.toMillis()));
                details.put(name + ".deadRows", Long.toString(before.deadRows()));
                details.put(name + ".bytesBefore", Long.toString(before.bytes()));
                details.put(name + ".bytesAfter", Long.toString(after.bytes()));
            }
        }
        details.putAll(Map.of(
                "tables", Integer.toString(names.size()),
                "deadRows", Long.toString(dead),
                "reclaimedBytes", Long.toString(reclaimed)));
        return new Outcome(
                names.size() + (names.size() == 1 ? " table" : " tables") + " of " + database + " vacuumed"
                        + (vacuum.getFull() ? " in full" : "") + (vacuum.getAnalyze() ? " and analyzed" : "") + ", "
                        + dead + " dead rows before",
                details);
    }
}
