package io.chronoops.backup.full;

import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker's session in the exported snapshot. One that is lost is opened again while the snapshot lives. */
final class WorkerSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSession.class);
    private static final int TRIES = 3;

    private final Operated operated;
    private final Database database;
    private final SourceSnapshot snapshot;
    private @Nullable Connection connection;

    /** It is opened when it is first needed. */
    WorkerSession(Operated operated, Database database, SourceSnapshot snapshot) {
        this.operated = operated;
        this.database = database;
        this.snapshot = snapshot;
    }

    /** What is done in it; done from its beginning again after a loss. */
    interface Work<T> {
        T in(Connection connection) throws SQLException, IOException;
    }

    <T> T retrying(Work<T> work) throws SQLException, IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.in(connected());
            } catch (SQLException e) {
                if (attempt == TRIES || !String.valueOf(e.getSQLState()).startsWith("08")) {
                    throw e;
                }
                LOG.atWarn()
                        .addKeyValue("database", database.name())
                        .addKeyValue("attempt", attempt)
                        .setCause(e)
                        .log("a copying session was lost, its part is copied again");
                close();
            }
        }
    }

    /** A new session in place of one that is of no use any more. */
    void renew() throws SQLException {
        close();
        connected();
    }

    private Connection connected() throws SQLException {
        Connection now = connection;
        if (now == null) {
            now = open();
            connection = now;
        }
        return now;
    }

    private Connection open() throws SQLException {
        Connection session = operated.open(database);
        try {
            return inSnapshot(session);
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Snapshots of two servers may have one name: rows of another server must not get into this backup. */
    private Connection inSnapshot(Connection session) throws SQLException {
        if (!SourceSnapshot.instance(session).equals(snapshot.instance())) {
            throw lost("another server answers there now, or the same one started anew", null);
        }
        session.setAutoCommit(false);
        session.setReadOnly(true);
        session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = session.createStatement()) {
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot.id() + "'");
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            throw lost("the session that held it has ended", e);
        }
        try (var statement = session.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '10s'");
        }
        return session;
    }

    private OperationFailed lost(String why, @Nullable SQLException cause) {
        return new OperationFailed(
                Reason.SOURCE_UNREACHABLE,
                "the snapshot of " + database.name() + " (" + database.host() + ":" + database.port() + "/"
                        + database.dbname() + ") was lost during the backup: " + why,
                "if it failed over, see that the address leads to the new primary and that its slot is there"
                        + " (chronoops databases check " + database.name() + "); then take the backup again",
                cause);
    }

    @Override
    public void close() throws SQLException {
        Connection before = connection;
        connection = null;
        if (before != null) {
            before.close();
        }
    }
}
