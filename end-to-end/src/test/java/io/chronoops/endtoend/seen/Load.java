package io.chronoops.endtoend.seen;

import io.chronoops.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A small application on the operated database: a writer that never pauses, and a report that takes long. */
final class Load implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Connection> connections;
    private volatile boolean stopped;

    Load(Stack stack, String database) throws SQLException {
        Connection writer = connect(stack, database);
        Connection reader = connect(stack, database);
        connections = List.of(writer, reader);
        Future<?> _ = threads.submit(() -> write(writer));
        Future<?> _ = threads.submit(() -> report(reader));
    }

    static Connection connect(Stack stack, String database) throws SQLException {
        return DriverManager.getConnection(
                stack.operated().jdbcUrl(database),
                "chrono_scraper",
                stack.operated().password("chrono_scraper"));
    }

    private void write(Connection connection) {
        try (Statement sql = connection.createStatement()) {
            for (int i = 0; !stopped; i++) {
                sql.execute("INSERT INTO scrape_pages (url, status) VALUES ('https://example.org/new/" + i
                        + "', 'pending')");
                sql.execute("UPDATE scrape_pages SET status = 'completed' WHERE id = " + (1 + i % 1000));
                sql.executeQuery("SELECT count(*) FROM scrape_pages").close();
                connection.setAutoCommit(false);
                sql.execute("DELETE FROM scrape_pages WHERE id = " + (2000 + i));
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            if (!stopped) throw new IllegalStateException(e);
        }
    }

    private void report(Connection connection) {
        try (Statement sql = connection.createStatement()) {
            while (!stopped) sql.execute("SELECT pg_sleep(600)");
        } catch (SQLException e) {
            if (!stopped) throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        stopped = true;
        for (Connection connection : connections) connection.abort(Runnable::run);
        threads.close();
    }
}
