package io.chronoops.backup.restore;

import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions in the database that a restore fills, and work that is shared out among them. */
final class TargetSessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetSessions.class);
    private static final long WORTH_A_SESSION = 4 << 20;
    private static final int PARTS_WORTH_A_SESSION = 16;

    private final Database server;
    private final String name;
    private final Operated operated;
    private final String role;
    /** Those that have done their part and may do another: opening one costs as much as a small table. */
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    /** In the database of this name. */
    TargetSessions(Database server, String name, Operated operated, String role) {
        this.server = server;
        this.name = name;
        this.operated = operated;
        this.role = role;
    }

    /** A session with nothing set, to be given back by {@link #giveBack} once it is of no more use. */
    Connection session() {
        Connection session = idle.poll();
        return session == null ? operated.fill(server, name, role) : session;
    }

    /** Another part of the restore may have it. */
    void giveBack(Connection session) throws SQLException {
        clean(session);
        idle.add(session);
    }

    private static void clean(Connection session) throws SQLException {
        session.setAutoCommit(true);
        try (var statement = session.createStatement()) {
            statement.execute("DISCARD ALL");
        }
    }

    /** What one of several sessions does. */
    interface Work {
        void in(Connection session) throws SQLException, IOException;
    }

    /** How many sessions so many parts of so many bytes are worth: opening one costs as much as some megabytes. */
    static int worth(int parts, long bytes, int jobs) {
        return (int) Math.min(Math.min(parts, jobs), 1 + bytes / WORTH_A_SESSION + parts / PARTS_WORTH_A_SESSION);
    }

    /** As {@link #inParallel(int, Work)}, where the caller has a session: it is one of them, and has nothing set afterwards. */
    void inParallel(Connection mine, int jobs, Work work) throws SQLException, IOException {
        if (jobs == 1) {
            alone(mine, work);
            return;
        }
        giveBack(mine);
        try {
            inParallel(jobs, work);
        } finally {
            idle.remove(mine);
        }
    }

    /** As the only one of several would. */
    private void alone(Connection mine, Work work) throws SQLException, IOException {
        clean(mine);
        try {
            work.in(mine);
        } catch (Throwable e) { // as if a thread of its own had ended with it
            throw failure(e);
        }
        clean(mine);
    }

    /** Does the same in several sessions at once, until all have ended; the first failure is thrown. In none: nothing. */
    void inParallel(int jobs, Work work) throws IOException {
        Callable<Void> worker = () -> {
            Connection session = session();
            try {
                work.in(session);
            } catch (Throwable e) { // whatever it is, the session is of no more use
                session.close();
                throw e;
            }
            giveBack(session);
            return null;
        };
        if (jobs == 0) {
            return;
        }
        try (var workers = Executors.newFixedThreadPool(jobs)) {
            List<Future<Void>> futures = Collections.nCopies(jobs, worker).stream()
                    .map(workers::submit)
                    .toList();
            for (Future<Void> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            throw OperationFailed.interrupted(e);
        }
    }

    private RuntimeException failure(@Nullable Throwable cause) throws IOException {
        return switch (cause) {
            case SQLException sql -> Operated.failure(server, role, sql);
            case IOException io -> throw io;
            case RuntimeException runtime -> runtime;
            case null, default -> new IllegalStateException(cause);
        };
    }

    /** Ends its sessions. */
    @Override
    public void close() {
        for (Connection session = idle.poll(); session != null; session = idle.poll()) {
            end(session);
        }
    }

    /** Ends a session that has done its work. */
    static void end(Connection session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.atDebug().setCause(e).log("a session of a restore did not close");
        }
    }
}
