package io.chronoops.backup.undo;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.timeline.UndoScript;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs an undo in one transaction of the operated database, once whatever happens: an advisory lock lets one attempt at a
 * time in, and each asks first what became of the transaction that the one before it had noted.
 */
public final class ApplyUndo {
    /** Before the operation's id in the WAL, in the transaction that undoes. */
    static final String MESSAGE = "chronoops.undo";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String LOCK_PATIENCE = "30s";
    private static final String RAISED = "P0001";
    private static final String DENIED = "42501";

    private final Operated operated;
    private final String role;
    private final AppliedUndos applied;

    /** As this role. */
    public ApplyUndo(Operated operated, String role, AppliedUndos applied) {
        this.operated = operated;
        this.role = role;
        this.applied = applied;
    }

    /** Writes what is to be run, once nothing was applied yet. */
    interface Writer {
        UndoScript write() throws IOException, InterruptedException;
    }

    /**
     * What was done.
     *
     * @param rows changes of rows taken back; null: an attempt before did it and did not live to say
     */
    record Applied(long xid, @Nullable Integer rows) {}

    Applied apply(Database database, String user, Writer writer, OperationRun run)
            throws IOException, InterruptedException {
        try (Connection session = operated.open(database, database.dbname(), role)) {
            session.setAutoCommit(false);
            try (var statement = session.createStatement()) {
                Optional<Long> done = done(session, run);
                if (done.isPresent()) {
                    return new Applied(done.get(), null);
                }
                UndoScript script = writer.write();
                long xid = number(statement, "SELECT txid_current()");
                applied.note(run.operationId(), xid);
                run(statement, script, run);
                tell(session, run.operationId(), user);
                FaultPoint.reached("undo.before-commit");
                run.stopIfCancelled();
                commit(database, session, xid, run);
                FaultPoint.reached("undo.committed");
                return new Applied(xid, script.rows());
            }
        } catch (SQLException e) {
            throw failure(database, e);
        }
    }

    /** Under the lock, so that no other attempt is at work: what one before noted has committed, or never will. */
    private Optional<Long> done(Connection session, OperationRun run) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        }
        try (var lock = session.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, MESSAGE + " " + run.operationId());
            lock.execute();
        }
        Optional<Long> noted = applied.transactionOf(run.operationId());
        return noted.isPresent() && hasCommitted(session, noted.get()) ? noted : Optional.empty();
    }

    private static boolean hasCommitted(Connection session, long xid) throws SQLException {
        try (var statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT txid_status(" + xid + ")")) {
            String status = row.next() ? row.getString(1) : null;
            if (status == null) {
                throw new OperationFailed(
                        Reason.PRECONDITION,
                        "whether transaction " + xid + " has applied this undo is not known to the server any more",
                        "chronoops find tells whether it is in the log; if not, send the command again");
            }
            return status.equals("committed");
        }
    }

    private static void run(Statement statement, UndoScript script, OperationRun run) throws SQLException {
        statement.setEscapeProcessing(false);
        statement.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '" + LOCK_PATIENCE + "'");
        long done = 0;
        for (String sql : script.statements()) {
            run.stopIfCancelled();
            run.progress("undoing", done++, script.statements().size(), "statements");
            statement.execute(sql);
        }
    }

    private static void tell(Connection session, String operationId, String user) throws SQLException {
        try (var emit = session.prepareStatement(
                "SELECT pg_logical_emit_message(true, ?, ?), pg_logical_emit_message(true, ?, ?)")) {
            emit.setString(1, MESSAGE);
            emit.setString(2, operationId);
            emit.setString(3, DdlMessages.USER);
            emit.setString(4, user);
            emit.execute();
        }
    }

    private void commit(Database database, Connection session, long xid, OperationRun run) throws SQLException {
        try {
            session.commit();
        } catch (SQLException lost) {
            if (!hasCommittedAfterAll(database, xid, run)) {
                throw lost;
            }
        }
    }

    /** The answer to the commit was lost: the server is asked what became of it. */
    private boolean hasCommittedAfterAll(Database database, long xid, OperationRun run) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection fresh = operated.open(database, database.dbname(), role)) {
                fresh.setAutoCommit(false);
                return done(fresh, run).isPresent();
            } catch (SQLException | OperationFailed e) {
                if (System.nanoTime() > until) {
                    throw new OperationFailed(
                            Reason.SOURCE_UNREACHABLE,
                            "whether the undo was applied is not known: the answer to its commit was lost, and "
                                    + database.name() + " does not tell: " + e.getMessage(),
                            "once it answers: SELECT txid_status(" + xid + ") in " + database.dbname()
                                    + " says committed or aborted",
                            e);
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private OperationFailed failure(Database database, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        ServerErrorMessage server = e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String table = server == null ? null : server.getTable();
        if (state.equals(RAISED)
                && table != null) { // whose message names a row: that is not for everybody who reads events
            return new OperationFailed(
                    Reason.PRECONDITION,
                    "a row of " + table + " has changed since: nothing was undone",
                    "chronoops undo without --apply writes the SQL, which run by psql names the row; --overwrite-changed undoes such rows too",
                    e);
        }
        if (state.equals(DENIED)) {
            return new OperationFailed(
                    Reason.NOT_ALLOWED,
                    "nothing was undone: " + role + " may not write there: " + said,
                    "make it a member of the table's owner (GRANT owner TO " + role
                            + "; chronoops databases prepare does it for all owners), or run the SQL of chronoops undo as the owner",
                    e);
        }
        if (state.startsWith("23")) {
            return new OperationFailed(
                    Reason.PRECONDITION,
                    "nothing was undone: what came since stands against it: " + said,
                    "chronoops undo without --apply writes the SQL: change it as needed and run it by psql",
                    e);
        }
        return Operated.failure(database, role, e);
    }
}
