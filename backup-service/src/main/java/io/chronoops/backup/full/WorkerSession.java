package io.chronoops.backup.full;

import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker's session in the exported snapshot. One that is lost is opened again while the snapshot lives. */
final class WorkerSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSession.class);
    private static final int TRIES = 3;

    private final Operated operated;
    private final Database database;
    private final String snapshot;
    private Connection connection;

    WorkerSession(Operated operated, Database database, String snapshot) throws SQLException {
        this.operated = operated;
        this.database = database;
        this.snapshot = snapshot;
        this.connection = open();
    }

    /** What is done in it; done from its beginning again after a loss. */
    interface Work<T> {
        T in(Connection connection) throws SQLException, IOException;
    }

    <T> T retrying(Work<T> work) throws SQLException, IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.in(connection);
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
                connection = open();
            }
        }
    }

    private Connection open() throws SQLException {
        Connection session = operated.open(database);
        session.setAutoCommit(false);
        session.setReadOnly(true);
        session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = session.createStatement()) {
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
            statement.execute("SET LOCAL lock_timeout = '10s'");
        }
        return session;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
