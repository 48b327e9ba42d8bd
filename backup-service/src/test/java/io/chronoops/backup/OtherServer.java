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
import io.chronoops.stack.process.PartsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** A server of another major version, from the binaries that the build brought, beside the shared stack and gone with it. */
final class OtherServer implements AutoCloseable {
    private final PostgresServer server;

    OtherServer(int major) throws IOException {
        Path data = Stack.shared().data();
        var binaries = new PostgresBinaries(unpack(major, data.resolve("binaries-" + major)));
        var settings = new ServerSettings(
                "postgres-" + major, "admin_user", FreePorts.find(1).getFirst(), true, false);
        server = new PostgresServer(
                settings,
                data,
                new Secrets(data.resolve("secrets")),
                new PartsFile(data.resolve("parts")),
                () -> binaries);
        server.start(OperatedRoles::make);
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
