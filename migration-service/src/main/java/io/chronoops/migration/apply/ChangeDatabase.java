package io.chronoops.migration.apply;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.migration.metrics.MigrationMetrics;
import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.plan.Plan;
import io.chronoops.migration.postgres.Beginnings;
import io.chronoops.migration.postgres.OperatedSession;
import io.chronoops.migration.postgres.OperatedSessions;
import io.chronoops.migration.postgres.PostgresCatalogue;
import io.chronoops.migration.postgres.PostgresPerformer;
import io.chronoops.migration.postgres.Tally;
import io.chronoops.migration.run.Checkpoints;
import io.chronoops.migration.run.ConnectionLost;
import io.chronoops.migration.run.DiskSpace;
import io.chronoops.migration.run.Figures;
import io.chronoops.migration.run.Pace;
import io.chronoops.migration.run.RunPlan;
import io.chronoops.migration.run.StoppableRun;
import io.chronoops.migration.step.TableFacts;
import io.chronoops.ops.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Takes one database through a plan and verifies it; a server that goes away in the middle is waited for. */
public final class ChangeDatabase {
    private static final Duration FORMER_SESSION_ENDS = Duration.ofSeconds(60);
    private static final Duration CONNECT_AGAIN = Duration.ofSeconds(1);
    private static final Duration STATISTICS_LAG = Duration.ofSeconds(15);

    private final OperatedSessions sessions;
    private final Memory memory;
    private final MigrationMetrics metrics;
    private final DiskSpace diskSpace;
    private final Pace pace;
    private final Duration reconnectFor;

    /** With these parts. */
    public ChangeDatabase(
            OperatedSessions sessions,
            Memory memory,
            MigrationMetrics metrics,
            DiskSpace diskSpace,
            Pace pace,
            Duration reconnectFor) {
        this.sessions = sessions;
        this.memory = memory;
        this.metrics = metrics;
        this.diskSpace = diskSpace;
        this.pace = pace;
        this.reconnectFor = reconnectFor;
    }

    /** What the control database remembers. */
    public record Memory(Checkpoints checkpoints, Beginnings beginnings) {}

    /** What was done, in words and in figures. */
    public record Change(String summary, Map<String, String> details) {}

    /** Whether an earlier attempt of this operation has passed its preconditions and begun. */
    public boolean hasBegun(String operationId) {
        return memory.beginnings().find(operationId).isPresent();
    }

    /** To the end, verified. */
    public Change run(String database, Plan plan, Direction direction, OperationRun run) throws InterruptedException {
        var figures = new Figures(metrics.of(database, plan.name()));
        long lostAt = System.nanoTime();
        while (true) {
            try (OperatedSession session = sessions.open(database)) {
                lostAt = Long.MAX_VALUE;
                session.claim(plan.table(), FORMER_SESSION_ENDS);
                return change(session, database, plan, direction, figures, run);
            } catch (ConnectionLost lost) {
                lostAt = lostAt == Long.MAX_VALUE ? System.nanoTime() : lostAt;
                if (System.nanoTime() - lostAt > reconnectFor.toNanos()) {
                    throw new OperationFailed(
                            Reason.SOURCE_UNREACHABLE,
                            "the server of database " + database + " does not answer: " + lost.getMessage(),
                            "bring it back, then send the command again: what is done stays done",
                            lost);
                }
                run.progress("waiting for the operated server to come back", 0, 0, "");
                run.stopIfCancelled();
                TimeUnit.NANOSECONDS.sleep(CONNECT_AGAIN.toNanos());
            }
        }
    }

    private Change change(
            OperatedSession session,
            String database,
            Plan plan,
            Direction direction,
            Figures figures,
            OperationRun operation)
            throws InterruptedException {
        var catalogue = new PostgresCatalogue(session.worker(), memory.checkpoints(), database, plan.name());
        var run = new StoppableRun(operation);
        var performer = new PostgresPerformer(session, catalogue, memory.checkpoints(), pace, figures, run);
        var runPlan = new RunPlan(catalogue, performer, figures, run);
        var book = new ControlBook(session, database, plan, run.operationId());
        runPlan.run(plan, direction, book);
        run.progress("verifying", 0, 0, "");
        runPlan.verify(plan, direction);
        Tally before = memory.beginnings().find(run.operationId()).orElseThrow();
        Tally after = countAgain(session, plan, before);
        return new Change(
                figures.rows() + " rows assigned, " + after.rows() + " rows in " + plan.table() + ", "
                        + growth(before, after),
                details(figures, before, after, book.disk, session.autovacuumGivesWay()));
    }

    /** Rows may be gone only if someone deleted them; the server's counters follow a moment behind. */
    private static Tally countAgain(OperatedSession session, Plan plan, Tally before) throws InterruptedException {
        long began = System.nanoTime();
        while (true) {
            Tally after = Tally.of(session.worker(), plan.table());
            long lost = after.lostSince(before);
            if (lost == 0 || after.countsAnewSince(before)) {
                return after;
            }
            if (System.nanoTime() - began > STATISTICS_LAG.toNanos()) {
                throw new OperationFailed(
                        Reason.MISMATCH,
                        lost + " rows of " + plan.table() + " are gone though nobody deleted them: " + before.rows()
                                + " before, " + after.rows() + " after",
                        "compare with the backup before the migration; TRUNCATE by the application looks the same");
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static Map<String, String> details(
            Figures figures, Tally before, Tally after, String disk, boolean autovacuumGivesWay) {
        var details = new LinkedHashMap<>(figures.details());
        details.put("rowsBefore", Long.toString(before.rows()));
        details.put("rowsAfter", Long.toString(after.rows()));
        if (after.countsAnewSince(before)) {
            details.put("rowsCompared", "no: the server's counters began anew meanwhile");
        }
        details.put("tableBytesBefore", Long.toString(before.heapBytes()));
        details.put("tableBytesAfter", Long.toString(after.heapBytes()));
        details.put("indexBytesBefore", Long.toString(before.indexBytes()));
        details.put("indexBytesAfter", Long.toString(after.indexBytes()));
        details.put("disk", disk);
        if (!autovacuumGivesWay) {
            details.put(
                    "autovacuum",
                    "does not give way to short locks: GRANT SET ON PARAMETER deadlock_timeout to the migrating role");
        }
        return details;
    }

    private static String growth(Tally before, Tally after) {
        return "table and indexes " + Math.round(100.0 * (after.bytes() - before.bytes()) / Math.max(1, before.bytes()))
                + " % larger";
    }

    private final class ControlBook implements RunPlan.Book {
        private final OperatedSession session;
        private final String database;
        private final Plan plan;
        private final String operationId;
        private String disk = "";

        private ControlBook(OperatedSession session, String database, Plan plan, String operationId) {
            this.session = session;
            this.database = database;
            this.plan = plan;
            this.operationId = operationId;
        }

        @Override
        public void begins(TableFacts facts) {
            disk = diskSpace.require(facts.size());
            memory.beginnings().of(operationId, () -> Tally.of(session.worker(), plan.table()));
        }

        @Override
        public void renew() {
            memory.checkpoints().forget(database, plan.name());
        }
    }
}
