package io.chronoops.backup.restore;

import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.neteffect.TableEffect;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Carries net effects out in the target one after the other, the tables of each side by side, while the log is read on. No
 * more than one waits: what is folded meanwhile is held until the one before is done.
 */
final class Merges implements AutoCloseable {
    /** What the log's texts of values are read by. */
    static final String TEXTS_OF_THE_LOG = """
            SET DateStyle = 'ISO, YMD'; SET IntervalStyle = postgres; SET TimeZone = 'UTC'; SET extra_float_digits = 3;
            SET xmloption = content; SET client_encoding = 'UTF8';
            """;

    private final TargetSessions target;
    private final TargetTables tables;
    private final LargeValues large;
    private final int jobs;
    private final OperationRun run;
    private final KeyIndexes indexes = new KeyIndexes();
    private final ExecutorService inOrder = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("merge-net-effect").daemon().factory());
    private @Nullable Future<?> underWay;

    Merges(TargetSessions target, TargetTables tables, LargeValues large, int jobs, OperationRun run) {
        this.target = target;
        this.tables = tables;
        this.large = large;
        this.jobs = jobs;
        this.run = run;
    }

    /** Begins with these as soon as those before are done. */
    void begin(Collection<TableEffect> effects) throws IOException {
        await();
        if (!effects.isEmpty()) {
            underWay = inOrder.submit(() -> merge(effects));
        }
    }

    /** Waits until all are done, and clears up. */
    void finish(Connection session) throws IOException, SQLException {
        await();
        indexes.drop(session);
    }

    private void await() throws IOException {
        if (underWay == null) {
            return;
        }
        try {
            underWay.get();
            underWay = null;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UncheckedIOException io -> throw io.getCause();
                case RuntimeException runtime -> throw runtime;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            throw OperationFailed.interrupted(e);
        }
    }

    private void merge(Collection<TableEffect> effects) {
        Queue<TableEffect> open = new ConcurrentLinkedQueue<>(effects);
        try {
            target.inParallel(Math.clamp(effects.size(), 1, jobs), session -> {
                prepare(session);
                try {
                    for (TableEffect effect = open.poll(); effect != null; effect = open.poll()) {
                        run.stopIfCancelled();
                        new MergeEffect(session, tables, large, effect).merge(indexes);
                    }
                } finally {
                    open.clear(); // empty already, unless this failed: then the others need not go on
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Joins of whole tables: without statistics PostgreSQL would rather sort them. */
    private static void prepare(Connection session) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(TEXTS_OF_THE_LOG + """
                    SET synchronous_commit = off; SET row_security = off;
                    SET enable_mergejoin = off; SET enable_nestloop = off; SET work_mem = '64MB'; SET client_min_messages = warning""");
        }
        session.setAutoCommit(false);
    }

    @Override
    public void close() {
        inOrder.close();
    }
}
