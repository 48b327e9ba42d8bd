package io.chronoops.backup.replay;

import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.timeline.ChangeStatements;
import io.chronoops.backup.timeline.LargeTexts;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Opens a target database for one replay at a time; refuses one that is captured. */
final class OpenDatabase {
    private static final int TRIES = 20;
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final String NOT_ALLOWED = "42501";

    private final Operated operated;
    private final String role;

    OpenDatabase(Operated operated, String role) {
        this.operated = operated;
        this.role = role;
    }

    /** At the server of an operated database, for the log of another. */
    DatabaseTarget open(Database server, String into, String source, LargeTexts large, OperationRun run) {
        Connection session = operated.open(server, into, role);
        try {
            refuseCaptured(session, into);
            claim(session, into, run);
            for (String setting : ChangeStatements.settings()) {
                execute(session, setting);
            }
            execute(session, "SET synchronous_commit = off");
            keepTriggersStill(session);
            ReplayPositions positions = ReplayPositions.read(session, source);
            session.setAutoCommit(false);
            return new DatabaseTarget(session, positions, new ChangeStatements(large), into);
        } catch (SQLException e) {
            close(session);
            throw Operated.failure(server, role, e);
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    private static void refuseCaptured(Connection session, String into) throws SQLException {
        if (is(
                session,
                "SELECT EXISTS (SELECT FROM pg_replication_slots WHERE database = current_database() AND slot_name LIKE 'chronoops\\_%')")) {
            throw new OperationFailed(
                    Reason.NOT_ALLOWED,
                    "database " + into + " is operated: nothing is replayed into an operated database",
                    "restore into a database of its own and replay into that");
        }
    }

    /** By a lock of the session, which ends with it; one that died a moment ago may still hold it. */
    private static void claim(Connection session, String into, OperationRun run) throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            if (is(session, "SELECT pg_try_advisory_lock(hashtext('chronoops replay'), 0)")) {
                return;
            }
            run.stopIfCancelled();
            LockSupport.parkNanos(AGAIN.toNanos());
        }
        throw new OperationFailed(
                Reason.BUSY, "another replay into " + into + " is running", "wait for its end, or cancel it");
    }

    /** What triggers and cascades did at the source is in the log itself; without the right to it they do it once more. */
    private static void keepTriggersStill(Connection session) throws SQLException {
        try {
            execute(session, "SET session_replication_role = replica");
        } catch (SQLException e) {
            if (!NOT_ALLOWED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static boolean is(Connection session, String query) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void close(Connection session) {
        try {
            session.close();
        } catch (SQLException _) {
            // the session is gone either way
        }
    }
}
