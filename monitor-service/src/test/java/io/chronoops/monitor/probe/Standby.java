package io.chronoops.monitor.probe;

import io.chronoops.stack.Stack;
import io.chronoops.stack.postgres.PostgresBinaries;
import io.chronoops.stack.process.Launch;
import io.chronoops.stack.process.OrdinaryUser;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A real streaming standby of the operated server. */
final class Standby implements AutoCloseable {
    private final Stack stack = Stack.shared();
    private final Path home;
    private final int port;
    private final Process server;

    private Standby(Path home, int port, Process server) {
        this.home = home;
        this.port = port;
        this.server = server;
    }

    static Standby start() throws IOException {
        Stack stack = Stack.shared();
        var user = OrdinaryUser.find();
        Path home = stack.data().resolve("standby-" + System.nanoTime());
        user.owns(home);
        var binaries = PostgresBinaries.find();
        Path data = home.resolve("data");
        Path log = stack.data().resolve("logs/standby.log");
        new Launch(
                        user.run(List.of(
                                binaries.program("pg_basebackup"),
                                "--pgdata=" + data,
                                "--write-recovery-conf",
                                "--checkpoint=fast",
                                "--no-sync",
                                "--host=" + stack.operated().host(),
                                "--port=" + stack.operated().port(),
                                "--username=backup_user")),
                        Map.of("PGPASSWORD", stack.operated().password("backup_user")),
                        home,
                        log)
                .run("pg_basebackup");
        int port = freePort();
        var server = new Launch(
                        user.run(List.of(
                                binaries.program("postgres"),
                                "-D",
                                data.toString(),
                                "-c",
                                "port=" + port,
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "max_wal_senders=20", // not less than the primary's
                                "-c",
                                "wal_retrieve_retry_interval=200ms")),
                        Map.of(),
                        home,
                        log)
                .start();
        return new Standby(home, port, server);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Cuts it off: it runs, and cannot reach its primary. */
    void cutOff() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        String superuser = stack.operated().superuser();
        try (Connection connection = DriverManager.getConnection(
                        url, superuser, stack.operated().password(superuser));
                Statement sql = connection.createStatement()) {
            sql.execute("ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=1'");
            sql.execute("SELECT pg_reload_conf()");
        }
    }

    @Override
    public void close() throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
        server.waitFor();
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
