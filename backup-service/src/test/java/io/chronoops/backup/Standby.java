package io.chronoops.backup;

import io.chronoops.stack.Postgres;
import io.chronoops.stack.data.FreePorts;
import io.chronoops.stack.postgres.PostgresBinaries;
import io.chronoops.stack.process.OrdinaryUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A streaming standby of a server of the stack, made by pg_basebackup: it can be cut off and promoted. */
final class Standby implements AutoCloseable {
    private static final PostgresBinaries BINARIES = PostgresBinaries.find();

    private final Postgres primary;
    private final int port = FreePorts.find(1).getFirst();
    private final Process server;

    Standby(Postgres primary, Path folder) throws IOException, InterruptedException {
        this.primary = primary;
        Path home = Files.createDirectories(folder);
        OrdinaryUser user = OrdinaryUser.find();
        user.owns(home);
        Path data = home.resolve("data");
        var copy = new ProcessBuilder(user.run(List.of(
                BINARIES.program("pg_basebackup"),
                "-D",
                data.toString(),
                "-R",
                "-X",
                "stream",
                "--checkpoint=fast",
                "-h",
                primary.host(),
                "-p",
                String.valueOf(primary.port()),
                "-U",
                primary.superuser())));
        copy.environment().put("PGPASSWORD", primary.password(primary.superuser()));
        run(copy);
        server = new ProcessBuilder(user.run(List.of(
                        BINARIES.program("postgres"),
                        "-D",
                        data.toString(),
                        "-c",
                        "port=" + port,
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "wal_level=logical",
                        "-c",
                        "max_wal_senders=20",
                        "-c",
                        "max_replication_slots=20")))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        Awaitility.await("the standby")
                .atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> ask("SELECT 1").equals("1"));
    }

    private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    int port() {
        return port;
    }

    /** The first value of the first row. */
    String ask(String sql) throws SQLException {
        return ask("postgres", sql);
    }

    String ask(String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                        primary.superuser(),
                        primary.password(primary.superuser()));
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Waits until it has what the primary has committed. */
    void catchUp(String primaryLsn) {
        Awaitility.await("the standby catches up")
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> ask("SELECT pg_last_wal_replay_lsn() >= '" + primaryLsn + "'::pg_lsn")
                        .equals("t"));
    }

    /** It hears of nothing that happens from now on. */
    void cutOff() throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        primary.superuser(),
                        primary.password(primary.superuser()));
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET primary_conninfo = ''");
            statement.execute("SELECT pg_reload_conf()");
        }
        Awaitility.await("the standby is cut off")
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> ask("SELECT count(*) FROM pg_stat_wal_receiver").equals("0"));
    }

    void promote() throws SQLException {
        ask("SELECT pg_promote(true, 60)");
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
