package io.chronoops.migration.postgres;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.run.ConnectionLost;
import io.chronoops.migration.step.TableName;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A connection that works and one that watches it, both set up so that a death of this process frees its locks within a second. */
public final class OperatedSession implements AutoCloseable {
    private static final String APPLICATION = "chronoops-migration";
    private static final List<String> WISHES = List.of(
            "SET client_connection_check_interval = '1s'", // from 14: else a dead client's statement goes on
            "SET deadlock_timeout = '50ms'"); // superuser or granted: else autovacuum never gives way to a short lock
    private static final List<String> NEEDS = List.of(
            "SET statement_timeout = 0", "SET lock_timeout = 0", "SET idle_in_transaction_session_timeout = '60s'");
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);

    private final Connection worker;
    private final Watcher watcher;
    private final int pid;

    private OperatedSession(Connection worker, Connection watching) throws SQLException {
        this.worker = worker;
        this.watcher = new Watcher(watching);
        this.pid = pid(worker);
    }

    /** Connects twice. */
    public static OperatedSession open(String jdbcUrl, String role, String password) {
        try {
            return new OperatedSession(connect(jdbcUrl, role, password), connect(jdbcUrl, role, password));
        } catch (SQLException e) {
            throw SqlFailure.of(e, "connecting to " + jdbcUrl + " as " + role);
        }
    }

    private static Connection connect(String jdbcUrl, String role, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", APPLICATION);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(jdbcUrl, properties);
        try (Statement sql = connection.createStatement()) {
            for (String need : NEEDS) {
                sql.execute(need);
            }
            for (String wish : WISHES) {
                grant(sql, wish);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void grant(Statement sql, String wish) throws SQLException {
        try {
            sql.execute(wish);
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith("42")) { // not known here, or not ours to set
                throw e;
            }
        }
    }

    /** Makes sure that nobody else migrates this table, not even our own former life, whose session may still end. */
    public void claim(TableName table, Duration patience) throws InterruptedException {
        long began = System.nanoTime();
        while (!claimed(table)) {
            if (System.nanoTime() - began > patience.toNanos()) {
                throw new OperationFailed(
                        Reason.BUSY,
                        "another migration is at work on " + table,
                        "wait for it to end: chronoops operations list; then send the command again");
            }
            TimeUnit.NANOSECONDS.sleep(
                    ASK_AGAIN.toNanos()); // a waiting lock would hold a snapshot that index builds wait for
        }
    }

    private boolean claimed(TableName table) {
        try (PreparedStatement query = worker.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
            query.setString(1, APPLICATION + " " + table);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw SqlFailure.of(e, "claiming " + table);
        }
    }

    /** Lets no statement of the worker take longer: for looking, not for working. */
    public void limitStatements(Duration longest) {
        try (Statement sql = worker.createStatement()) {
            sql.execute("SET statement_timeout = " + longest.toMillis());
        } catch (SQLException e) {
            throw SqlFailure.of(e, "limiting statements");
        }
    }

    /** Whether deadlock_timeout could be set, without which autovacuum does not give way. */
    public boolean autovacuumGivesWay() {
        try (Statement sql = worker.createStatement();
                ResultSet row = sql.executeQuery(
                        "SELECT setting::bigint <= 100 FROM pg_settings WHERE name = 'deadlock_timeout'")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw SqlFailure.of(e, "reading deadlock_timeout");
        }
    }

    /** The connection that works; in autocommit outside of {@link #inTransaction}. */
    public Connection worker() {
        return worker;
    }

    Watcher watcher() {
        return watcher;
    }

    int pid() {
        return pid;
    }

    /** Runs one transaction of the worker; nothing of it stands where it throws. */
    <T> T inTransaction(Transaction<T> work) throws SQLException {
        worker.setAutoCommit(false);
        try {
            T result = work.run();
            worker.commit();
            return result;
        } catch (SQLException | RuntimeException failure) {
            rollback(failure);
            throw failure;
        } finally {
            backToAutocommit();
        }
    }

    private void rollback(Exception because) {
        try {
            worker.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private void backToAutocommit() {
        try {
            worker.setAutoCommit(true);
        } catch (SQLException e) {
            throw new ConnectionLost(e);
        }
    }

    /** Statements that stand or fall together. */
    interface Transaction<T> {
        T run() throws SQLException;
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (SQLException _) {
            // nothing to save there
        }
        try {
            worker.close();
        } catch (SQLException _) {
            // the server frees what it held
        }
    }
}
