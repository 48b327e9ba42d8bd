package io.chronoops.monitor.postgres;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/**
 * Opens read-only sessions of the monitor's role.
 *
 * @param role the role at the operated database
 * @param statement the longest that one statement may take
 * @param lock the longest that a statement may wait for a lock
 */
public record Login(Secrets secrets, String role, Duration statement, Duration lock) {
    private static final String CONNECT_SECONDS = "5";

    /** A new session; who asks closes it. */
    public Connection connect(Database database, String purpose) throws SQLException {
        var settings = new Properties();
        settings.setProperty("user", role);
        settings.setProperty("password", secrets.password(database.name(), role));
        settings.setProperty("ApplicationName", "chronoops-monitor " + purpose);
        settings.setProperty("connectTimeout", CONNECT_SECONDS);
        settings.setProperty("loginTimeout", CONNECT_SECONDS);
        settings.setProperty("socketTimeout", Long.toString(statement.toSeconds() * 2 + 1));
        settings.setProperty("prepareThreshold", "0");
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), settings);
        try (Statement sql = connection.createStatement()) {
            sql.execute("""
                    SET statement_timeout = '%dms'; SET lock_timeout = '%dms';
                    SET idle_in_transaction_session_timeout = '10s'; SET default_transaction_read_only = on;
                    SET jit = off; SET max_parallel_workers_per_gather = 0; SET search_path = pg_catalog, pg_temp
                    """.formatted(statement.toMillis(), lock.toMillis()));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
