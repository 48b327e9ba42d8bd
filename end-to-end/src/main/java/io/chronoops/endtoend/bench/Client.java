package io.chronoops.endtoend.bench;

import io.chronoops.stack.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works on the operated server as its superuser: SQL, and programs that connect to it. */
final class Client {
    private static final List<String> SETTINGS = List.of(
            "server_version",
            "shared_buffers",
            "max_wal_size",
            "maintenance_work_mem",
            "checkpoint_timeout",
            "wal_level",
            "fsync");

    private final Postgres server;

    Client(Postgres server) {
        this.server = server;
    }

    /** Executes each of these. */
    void execute(String... statements) throws SQLException {
        executeIn("postgres", statements);
    }

    /** Executes each of these in a database. */
    void executeIn(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                var sql = connection.createStatement()) {
            for (String statement : statements) sql.execute(statement);
        }
    }

    /** What a table holds, whatever the order: two that hold the same rows say the same. */
    String digest(String database, String table) throws SQLException {
        try (Connection connection = connect(database);
                var sql = connection.createStatement();
                var row = sql.executeQuery(
                        "SELECT count(*) || ' rows, ' || sum(hashtextextended(t::text, 0)) FROM " + table + " t")) {
            row.next();
            return row.getString(1);
        }
    }

    /** The settings that bear on the figures. */
    String settings() throws SQLException {
        try (Connection connection = connect("postgres");
                var sql = connection.createStatement()) {
            return SETTINGS.stream().map(name -> name + " " + show(sql, name)).collect(Collectors.joining(", "));
        }
    }

    private static String show(Statement sql, String name) {
        try (var row = sql.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(database), server.superuser(), server.password(server.superuser()));
    }

    /** Runs a program to its end; what it said. Anything but exit code 0 is a failure with that. */
    String run(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PGHOST", server.host(),
                        "PGPORT", Integer.toString(server.port()),
                        "PGUSER", server.superuser(),
                        "PGPASSWORD", server.password(server.superuser())));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new IOException(command.getFirst() + " failed: " + said.strip());
            return said;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted", e);
        }
    }

    int port() {
        return server.port();
    }

    String superuser() {
        return server.superuser();
    }

    /** Bytes of all files below a folder. */
    static long bytes(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(Client::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
