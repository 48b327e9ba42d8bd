package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.overlay.Overlay;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.RunEntries;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Carries out a plan: schema, rows, keys, log, the rest of the schema, sequences, comparison. */
public final class RestoreDatabase {
    /** For what is folded before it is loaded; nothing stays there. */
    private static final Path WORK = Path.of(System.getProperty("java.io.tmpdir"), "chronoops-restore");

    private final Repository repository;
    private final long replayMemory;
    private final long resumeFrom;

    /** From this repository, as configured. */
    public RestoreDatabase(Repository repository, RestoreProperties properties) {
        this.repository = repository;
        this.replayMemory = properties.replayMemory().toBytes();
        this.resumeFrom = properties.resumeFrom().toBytes();
    }

    /**
     * What was done.
     *
     * @param resumed whether an attempt before had done a part
     * @param leftOut what the database is without, and why
     */
    record Restored(long transactions, long changes, boolean verified, boolean resumed, List<String> leftOut) {}

    Restored restore(RestorePlan plan, TargetDatabase target, int jobs, boolean verify, OperationRun run)
            throws IOException {
        return restore(plan, Narrowing.none(), target, jobs, verify, run);
    }

    /** With some of the rows alone. */
    Restored restore(
            RestorePlan plan, Narrowing narrowing, TargetDatabase target, int jobs, boolean verify, OperationRun run)
            throws IOException {
        run.stopIfCancelled(); // one that was held up ends nobody's sessions
        try (target) {
            DoneSteps steps = target.create(
                    plan.base().server(),
                    run.operationId(),
                    plan.text() + ", " + LoadBase.parts(jobs),
                    plan.isWorthResuming(resumeFrom));
            return fill(new Work(plan, narrowing, target, steps), jobs, verify, run);
        } catch (SQLException e) {
            OperationFailed failure = target.failure(e);
            dropUnlessItGoesOn(target, run, failure);
            throw failure;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            dropUnlessItGoesOn(target, run, e);
            throw e;
        }
    }

    /** Another run, or this one with the next start, goes on with what there is. */
    private static void dropUnlessItGoesOn(TargetDatabase target, OperationRun run, Throwable why) {
        boolean interrupted = why instanceof OperationFailed failure && failure.reason() == Reason.INTERRUPTED;
        if (interrupted || Thread.currentThread().isInterrupted() || !run.isNewest()) {
            return;
        }
        try {
            target.drop();
        } catch (OperationFailed e) {
            why.addSuppressed(e);
        }
    }

    private record Work(RestorePlan plan, Narrowing narrowing, TargetDatabase target, DoneSteps steps) {}

    private Restored fill(Work work, int jobs, boolean verify, OperationRun run) throws SQLException, IOException {
        RestorePlan plan = work.plan();
        TargetDatabase target = work.target();
        DoneSteps steps = work.steps();
        Consumer<String> leftOut = steps.leftOut()::add;
        var script = new Script(repository, plan.schema());
        try (Connection session = target.sessions().session()) {
            var postData = new PostData(target.sessions(), session, plan, leftOut, steps.resumed());
            var sql = new RunEntries(session, plan::isOptional, leftOut);
            List<Entry> database = plan.tables().isEmpty() ? target.named(script.entries(Script.DATABASE)) : List.of();
            List<PlannedTable> changed =
                    plan.planned().stream().filter(PlannedTable::changed).toList();
            if (!steps.has(DoneSteps.SCHEMA_MADE)) {
                run.progress("making the schema", 0, 0, "");
                List<Entry> preData = plan.chosen(script.entries(Script.PRE_DATA));
                run(sql, database, Entry::comesFirst, run);
                run(sql, preData, Entry::opensSchema, run);
                run(sql, preData, entry -> !entry.opensSchema(), run);
                PutOff.putOff(session, changed);
                steps.schemaMade(session);
            }
            Replay replay = rows(work, session, jobs, run);
            List<Entry> rest = plan.chosen(script.entries(Script.POST_DATA));
            if (!changed.isEmpty() || steps.resumed()) {
                PutOff.catchUp(session);
            }
            boolean whole = work.narrowing().isNone();
            if (!whole) {
                if (verify && !Narrowing.isDone(steps)) { // afterwards they are no longer those of the backup
                    verify(session, plan, plan.entries(), replay, run);
                }
                work.narrowing().narrow(session, steps, run);
            }
            try {
                postData.build(rest, jobs, run);
            } catch (OperationFailed e) {
                throw replay.changes() == 0 ? e : Duplicates.named(e);
            }
            FaultPoint.reached("restore.after-indexes");
            new RestoreSequences(session).restore(plan, replay.changes() > 0);
            finish(plan, target, session, jobs, leftOut, run);
            work.narrowing().check(session, plan.schema().notValid());
            if (verify) {
                verify(session, plan, whole ? plan.entries() : List.of(), replay, run);
            }
            run(new RunEntries(session, plan::isOptional, leftOut), database, entry -> !entry.comesFirst(), run);
            steps.forget(session);
            target.finish(session, run.operationId(), !database.isEmpty());
            return new Restored(
                    replay.transactions(), replay.changes(), verify, steps.resumed(), List.copyOf(steps.leftOut()));
        }
    }

    /** The base's rows with the log: as many as can be in one go, the others merged afterwards. */
    private Replay rows(Work work, Connection session, int jobs, OperationRun run) throws SQLException, IOException {
        RestorePlan plan = work.plan();
        DoneSteps steps = work.steps();
        var archive = new ArchiveReader(repository);
        var replay = new Replay(plan, run, replayMemory);
        try (Overlay overlay = new LayOver(archive, WORK, replayMemory).fold(plan, replay, steps, session)) {
            new LoadBase(repository, work.target().sessions(), steps, overlay)
                    .load(session, plan.base(), plan.planned(), jobs, run);
            replay(work, replay, session, jobs, run);
        }
        return replay;
    }

    /** The rows of these tables, and the constraints and indexes that are there. */
    private static void verify(
            Connection session, RestorePlan plan, List<TableEntry> tables, Replay replay, OperationRun run)
            throws SQLException, IOException {
        new VerifyRestored(session, plan.schema().notValid(), run)
                .verify(tables, replay.expectedRows(), replay.changes() > 0);
    }

    private void replay(Work work, Replay replay, Connection session, int jobs, OperationRun run)
            throws SQLException, IOException {
        RestorePlan plan = work.plan();
        if (!plan.segments().isEmpty() && replay.isLeft()) {
            run.progress("replaying the log", 0, 0, "changes");
            work.steps().done(session, DoneSteps.REPLAYING);
            var large = new LargeValues(repository, plan.base().database());
            try (var merges = new Merges(work.target().sessions(), TargetTables.read(session), large, jobs, run)) {
                replay.replay(new ArchiveReader(repository), merges);
                merges.finish(session);
            }
        }
    }

    private static void finish(
            RestorePlan plan,
            TargetDatabase target,
            Connection session,
            int jobs,
            Consumer<String> leftOut,
            OperationRun run)
            throws SQLException, IOException {
        run.progress("analysing", 0, 0, "");
        // by name: analysing all would ask foreign servers too
        Queue<TableEntry> open = new ConcurrentLinkedQueue<>(plan.entries().stream()
                .sorted(Comparator.comparingLong(TableEntry::bytes).reversed())
                .toList());
        long bytes = open.stream().mapToLong(TableEntry::bytes).sum();
        target.sessions().inParallel(session, TargetSessions.worth(open.size(), bytes, jobs), each -> {
            try (var statement = each.createStatement()) {
                for (TableEntry table = open.poll(); table != null; table = open.poll()) {
                    run.stopIfCancelled();
                    analyze(statement, table, leftOut);
                }
            }
        });
        try (var statement = session.createStatement()) {
            for (String view : plan.tables().isEmpty() ? plan.schema().materializedViews() : List.<String>of()) {
                run.progress("refreshing materialised views", 0, 0, "");
                run.stopIfCancelled();
                statement.execute("REFRESH MATERIALIZED VIEW " + view);
            }
        }
    }

    private static void analyze(Statement statement, TableEntry table, Consumer<String> leftOut) throws SQLException {
        try {
            statement.execute("ANALYZE " + Identifier.quote(table.schema(), table.name()));
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            leftOut.accept("statistics of " + table.title() + ": " + e.getMessage());
        }
    }

    private static void run(RunEntries sql, List<Entry> entries, Predicate<Entry> which, OperationRun run)
            throws SQLException {
        for (Entry entry : entries) {
            if (which.test(entry)) {
                run.stopIfCancelled();
                sql.run(entry);
            }
        }
    }
}
