package io.chronoops.endtoend.faults;

import io.chronoops.stack.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database that is written to, and sessions at it. */
record Operated(Postgres server) {
    static final String DATABASE = "faults";

    /** What is written: keys of a number and of a text, one whose whole old row is logged, one that is emptied now and then. */
    private static final String[] TABLES = {
        "CREATE TABLE pages (id bigint PRIMARY KEY, url text, body text, score numeric, seen timestamptz, ok boolean)",
        "CREATE TABLE names (id text PRIMARY KEY, x int)",
        "CREATE TABLE whole (id int PRIMARY KEY, a text, b int); ALTER TABLE whole REPLICA IDENTITY FULL",
        "CREATE TABLE emptied (id int PRIMARY KEY, x text); CREATE TABLE emptied_too (id int PRIMARY KEY)"
    };

    void make() throws SQLException {
        server.createDatabase(DATABASE);
        try (Connection owner = connect("chrono_scraper");
                var statement = owner.createStatement()) {
            for (String table : TABLES) statement.execute(table);
        }
    }

    /** A session in which values are written as the archive writes them. */
    Connection superuser() throws SQLException {
        Connection connection = connect(server.superuser());
        try (var statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'");
        }
        return connection;
    }

    Connection connect(String role) throws SQLException {
        var properties = new Properties();
        properties.put("user", role);
        properties.put("password", server.password(role));
        properties.put("connectTimeout", "2");
        properties.put("socketTimeout", role.equals(server.superuser()) ? "0" : "20");
        return DriverManager.getConnection(server.jdbcUrl(DATABASE), properties);
    }
}
