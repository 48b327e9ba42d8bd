package io.chronoops.migration.postgres;

import io.chronoops.kit.operation.OperationRun;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs one long statement that lets others work, without lock_timeout; tells meanwhile how far it is and whom it waits for. */
final class OnlineStatement {
    private static final long LOOK_EVERY_MS = 500;

    private final OperatedSession session;
    private final OperationRun run;

    OnlineStatement(OperatedSession session, OperationRun run) {
        this.session = session;
        this.run = run;
    }

    /** To its end. */
    void run(String step, String sql) throws InterruptedException {
        try {
            execute(step, sql);
        } catch (SQLException failure) {
            throw SqlFailure.of(failure, "step " + step + ", " + sql);
        }
    }

    /** The same, for those who know what to do about PostgreSQL's errors. */
    void execute(String step, String sql) throws SQLException, InterruptedException {
        try (Statement statement = session.worker().createStatement()) {
            var running = new CompletableFuture<@Nullable Void>();
            Thread.ofVirtual().start(() -> {
                try {
                    statement.execute(sql);
                    running.complete(null);
                } catch (SQLException | RuntimeException failure) {
                    running.completeExceptionally(failure);
                }
            });
            try {
                await(step, running);
            } catch (SQLException | RuntimeException | InterruptedException stopped) {
                cancel(statement, running, stopped);
                throw stopped;
            }
        }
    }

    private void await(String step, CompletableFuture<@Nullable Void> running)
            throws SQLException, InterruptedException {
        while (true) {
            try {
                running.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException _) {
                tell(step);
                run.stopIfCancelled();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof SQLException failure) {
                    throw failure;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private void tell(String step) throws SQLException {
        List<Blocker> blockers = session.watcher().blockersOf(session.pid());
        var work = session.watcher().workOf(session.pid());
        String doing = work.map(found -> ": " + found.phase()).orElse("");
        run.progress(
                step + doing + (blockers.isEmpty() ? "" : Patience.waitingFor(blockers)),
                work.map(Watcher.LongWork::done).orElse(0L),
                work.map(Watcher.LongWork::total).orElse(0L),
                work.map(Watcher.LongWork::unit).orElse(""));
    }

    private static void cancel(Statement statement, CompletableFuture<@Nullable Void> running, Exception because) {
        if (running.isDone()) {
            return;
        }
        try {
            statement.cancel();
            running.handle((_, _) -> true).join();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
