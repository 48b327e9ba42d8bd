package io.chronoops.backup;

import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.stack.Stack;
import io.chronoops.stack.data.FreePorts;
import io.chronoops.stack.data.Secrets;
import io.chronoops.stack.postgres.OperatedDatabase;
import io.chronoops.stack.postgres.OperatedRoles;
import io.chronoops.stack.postgres.PostgresBinaries;
import io.chronoops.stack.postgres.PostgresServer;
import io.chronoops.stack.postgres.ServerSettings;
import io.chronoops.stack.process.OrdinaryUser;
import io.chronoops.stack.process.PartsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;

/** A server beside the shared stack and gone with it: of another major version, or with other settings. */
final class OtherServer implements AutoCloseable {
    private static final int CLOG_XIDS = 1 << 20;
    private static final int CLOG_BYTES = 256 << 10;

    private final PostgresServer server;
    private final PostgresBinaries binaries;

    /** Of this major version, from the binaries that the build brought. */
    OtherServer(int major) throws IOException {
        this(
                "postgres-" + major,
                new PostgresBinaries(unpack(major, Stack.shared().data().resolve("binaries-" + major))),
                List.of());
    }

    /** From this machine's own binaries, with these settings more. */
    OtherServer(String name, List<String> more) throws IOException {
        this(name, PostgresBinaries.find(), more);
    }

    private OtherServer(String name, PostgresBinaries binaries, List<String> more) throws IOException {
        Path data = Stack.shared().data();
        this.binaries = binaries;
        server = new PostgresServer(
                new ServerSettings(name, "admin_user", FreePorts.find(1).getFirst(), true, false, more),
                data,
                new Secrets(data.resolve("secrets")),
                new PartsFile(data.resolve("parts")),
                () -> binaries);
        server.start(OperatedRoles::make);
    }

    /** As if it had run for years: its next transaction has this 32-bit xid. Nothing but templates may be there. */
    void age(long nextXid) throws IOException {
        for (String database : List.of("template1", "postgres")) {
            psql(database, "-c", "VACUUM FREEZE");
        }
        server.daemon().stop();
        Path data = Stack.shared().data().resolve(server.settings().name()).resolve("data");
        OrdinaryUser user = OrdinaryUser.find();
        said(new ProcessBuilder(user.run(List.of(
                binaries.program("pg_resetwal"),
                "-x",
                String.valueOf(nextXid),
                "-u",
                String.valueOf(nextXid - 1000),
                data.toString()))));
        Path clog = data.resolve("pg_xact").resolve(String.format(Locale.ROOT, "%04X", nextXid / CLOG_XIDS));
        Files.write(clog, new byte[CLOG_BYTES]);
        user.ownsFile(clog);
        server.start(_ -> {});
    }

    /** A jar holds one archive, which tar alone unpacks with its links. */
    private static Path unpack(int major, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path packed = folder.resolve("postgres.txz");
        try (var jar = new ZipFile(
                Path.of("target/other-servers/postgres-" + major + ".jar").toFile())) {
            var entry = jar.stream()
                    .filter(one -> one.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            try (var in = jar.getInputStream(entry)) {
                Files.copy(in, packed);
            }
        }
        said(new ProcessBuilder("tar", "xJf", packed.toString(), "--no-same-owner", "-C", folder.toString()));
        Files.delete(packed);
        return folder.resolve("bin");
    }

    /** A prepared database there, operated under a name. */
    void operate(RunningService service, String name, String dbname, String... ddl) throws IOException, SQLException {
        var secrets = new Secrets(Stack.shared().secretsDir());
        new OperatedDatabase(server, secrets).make(dbname);
        new OperatedDatabase(server, secrets).writeSecrets(name);
        try (var owner = DriverManager.getConnection(
                        server.jdbcUrl(dbname), OperatedRoles.APPLICATION, server.password(OperatedRoles.APPLICATION));
                var statement = owner.createStatement()) {
            for (String sql : ddl) {
                statement.execute(sql);
            }
        }
        Path script = Files.createTempFile("prepare", ".sql");
        try (var in = BackupApplication.class.getResourceAsStream("/prepare.sql")) {
            Files.write(script, in == null ? new byte[0] : in.readAllBytes());
        }
        psql(dbname, "-f", script.toString());
        OperationEvent added = service.command(
                name,
                command -> command.setAddDatabase(
                        new AddDatabaseCommand("127.0.0.1", server.settings().port(), dbname, "prefer")));
        if (added.getSucceeded() == null) {
            throw new AssertionError(added);
        }
    }

    String psql(String database, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"));
        command.addAll(List.of(
                "-h", "127.0.0.1", "-p", String.valueOf(server.settings().port())));
        command.addAll(List.of("-U", "admin_user", "-d", database));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("PGPASSWORD", server.password("admin_user"));
        return said(builder);
    }

    private static String said(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(builder.command().getFirst() + ": " + said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return said;
    }

    @Override
    public void close() {
        server.daemon().stop();
    }
}
