package io.chronoops.backup;

import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RemoveDatabaseCommand;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** backup-service in this JVM on the shared stack, and a foreign publisher that has nothing of it but the schemas. */
final class RunningService implements AutoCloseable {
    /** How long after its first event a segment is sealed. */
    static final Duration SEAL_AFTER = Duration.ofSeconds(2);

    private static final Stack STACK = Stack.shared();

    private final ConfigurableApplicationContext context;

    RunningService(Path repository, String... more) {
        this(repository.resolveSibling("work"), "--chronoops.repository.path=" + repository, more);
    }

    /** place: the argument that names the repository. */
    RunningService(Path work, String place, String[] more) {
        List<String> arguments = new ArrayList<>(List.of(STACK.serviceArguments("backup-service", 0)));
        arguments.removeIf(argument -> argument.startsWith("--chronoops.repository.path"));
        arguments.addAll(List.of(
                place,
                "--chronoops.restore.resume-from=0B",
                "--chronoops.archive.seal-after=" + SEAL_AFTER,
                "--chronoops.archive.work=" + work));
        arguments.addAll(List.of(more));
        context = SpringApplication.run(BackupApplication.class, arguments.toArray(String[]::new));
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Publishes a command and waits for its terminal event. */
    OperationEvent command(String database, Consumer<MaintenanceCommand.Builder> what) {
        return terminal(publish(database, what));
    }

    String publish(String database, Consumer<MaintenanceCommand.Builder> what) {
        MaintenanceCommand command = Foreign.command(database, what);
        try {
            Foreign.publish(command);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return command.getId();
    }

    OperationEvent terminal(String operationId) {
        return Foreign.eventsOf(operationId).getLast();
    }

    /** A fresh database with one table of every common shape, prepared and added under its own name. */
    void operate(String name, String... ddl) throws SQLException, IOException {
        STACK.operated().createDatabase(name);
        STACK.operated().writeSecrets(name);
        try (Connection owner = connect(name, "chrono_scraper");
                var statement = owner.createStatement()) {
            for (String sql : ddl) {
                statement.execute(sql);
            }
        }
        prepare(name);
        // all tests of a run share one server, and each database that is captured holds sessions of the role
        psql(name, "-c", "ALTER ROLE backup_user CONNECTION LIMIT 64");
        OperationEvent added = command(
                name,
                command -> command.setAddDatabase(new AddDatabaseCommand(
                        STACK.operated().host(), STACK.operated().port(), name, "prefer")));
        if (added.getSucceeded() == null) {
            throw new AssertionError(added);
        }
    }

    /** Ends its capture, for the sake of the tests that come after. */
    void remove(String name) {
        OperationEvent removed = command(name, command -> command.setRemoveDatabase(new RemoveDatabaseCommand(name)));
        if (removed.getSucceeded() == null) {
            throw new AssertionError(removed);
        }
    }

    static void prepare(String database) throws IOException {
        Path script = Files.createTempFile("prepare", ".sql");
        try (var in = BackupApplication.class.getResourceAsStream("/prepare.sql")) {
            Files.write(script, in == null ? new byte[0] : in.readAllBytes());
        }
        psql(database, "-f", script.toString());
    }

    /** What a replacing restore begins with. */
    static void makeTemplate(String database) throws IOException {
        Path script = Files.createTempFile("template", ".sql");
        try (var in = BackupApplication.class.getResourceAsStream("/template.sql")) {
            Files.write(script, in == null ? new byte[0] : in.readAllBytes());
        }
        psql(database, "-f", script.toString());
    }

    static String psql(String database, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "psql",
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                STACK.operated().host(),
                "-p",
                String.valueOf(STACK.operated().port()),
                "-U",
                STACK.operated().superuser(),
                "-d",
                database));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("PGPASSWORD", STACK.operated().password(STACK.operated().superuser()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return said;
    }

    static Connection connect(String database, String role) throws SQLException {
        return DriverManager.getConnection(
                STACK.operated().jdbcUrl(database), role, STACK.operated().password(role));
    }

    @Override
    public void close() {
        context.close();
    }
}
