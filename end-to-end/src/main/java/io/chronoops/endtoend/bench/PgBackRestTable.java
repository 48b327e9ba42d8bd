package io.chronoops.endtoend.bench;

import io.chronoops.stack.data.Port;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.postgres.PostgresBinaries;
import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.OrdinaryUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One table by pgBackRest: the whole server restored elsewhere and started, the table dumped from it. */
final class PgBackRestTable implements Side {
    private static final int ASKED = 3_000;
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Client client;
    private final PgBackRestProgram program;
    private final Path operated;
    private final Path place;
    private final String table;
    private boolean ready;

    /** operated: the server's own files; place: where another server may lie. */
    PgBackRestTable(Client client, PgBackRestProgram program, Path operated, Path place, String table) {
        this.client = client;
        this.program = program;
        this.operated = operated;
        this.place = place;
        this.table = table;
    }

    @Override
    public String name() {
        return "pgbackrest restore, start, dump of the table";
    }

    @Override
    public void prepare() throws IOException, SQLException {
        if (ready) return;
        client.execute(
                "ALTER SYSTEM SET wal_keep_size = '16GB'", "SELECT pg_reload_conf()"); // the log that it needs stays
        program.begin();
        program.backup("full");
        ready = true;
    }

    @Override
    public void act() throws IOException {
        var user = OrdinaryUser.find();
        Folders.makePrivate(place.resolve("data"));
        user.owns(place);
        user.owns(place.resolve("data"));
        program.restore(place.resolve("data"), "cp " + operated.resolve("pg_wal") + "/%f %p");
        int port = Ports.free().of(Port.OPERATED);
        control("start", "-w", "-t", "300", "-l", place.resolve("log").toString(), "-o", options(port));
        awaitAnswer(port);
        client.run(List.of(
                "pg_dump",
                "-p",
                Integer.toString(port),
                "-d",
                Dataset.DATABASE,
                "-t",
                table,
                "-f",
                place.resolveSibling("table.sql").toString()));
    }

    /** pg_ctl takes a server for started while it still reads the log. */
    private void awaitAnswer(int port) throws IOException {
        for (int i = 0; ; i++) {
            try {
                client.run(List.of("psql", "-X", "-p", Integer.toString(port), "-d", Dataset.DATABASE, "-c", "SELECT"));
                return;
            } catch (IOException e) {
                if (i == ASKED) throw e;
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    /** As the operated server has it; the restored one need not answer before it is whole. */
    private static String options(int port) {
        return "-c port=" + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=512MB -c max_wal_size=4GB"
                + " -c hot_standby=off -c wal_level=logical -c max_connections=200";
    }

    private void control(String... what) throws IOException {
        var line = new ArrayList<>(List.of(
                PostgresBinaries.find().program("pg_ctl"),
                "-s",
                "-D",
                place.resolve("data").toString()));
        line.addAll(List.of(what));
        client.run(OrdinaryUser.find().run(line));
    }

    @Override
    public void clear() throws IOException {
        if (Files.exists(place.resolve("data").resolve("postmaster.pid"))) control("stop", "-m", "immediate");
        Folders.delete(place);
    }
}
