package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RemoveDatabaseCommand;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A database with everything that PostgreSQL has comes back as pg_dump would bring it back: by the service, and by its script alone. */
@ExtendWith(OutputCaptureExtension.class)
class FaithfulIT {
    @TempDir
    static Path folder;

    private static RunningService service;

    static final List<Theme> GAPS = Theme.GAPS;

    @BeforeAll
    static void start() {
        service = new RunningService(folder.resolve("repository"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everything_at_once_comes_back_as_it_was() throws Exception {
        operate("faithful", Theme.WHOLE);
        try {
            OperationEvent backup = backup("faithful");
            assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();

            assertThat(byService("faithful", backup)).as("by the service").isEmpty();
            assertThat(byScript("faithful", backup)).as("by restore.sh").isEmpty();
            OperationEvent verified = restore("faithful", backup, "faithful-verified", true);
            assertThat(verified.getSucceeded())
                    .as("what the source has so is no damage: %s", verified)
                    .isNotNull();
        } finally {
            remove("faithful");
        }
    }

    @Test
    void large_tables_come_back_in_binary_and_as_text_where_a_value_is_not_known(CapturedOutput output)
            throws Exception {
        operate("large", List.of("large"));
        try {
            OperationEvent backup = backup("large");
            OperationEvent restored = restore("large", backup, "large-back", true);

            assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
            assertThat(restored.getSucceeded().getDetails()).containsEntry("verified", "true");
            assertThat(differences("large", "large-back")).isEmpty();
            assertThat(output.getAll().lines().filter(line -> line.contains("its rows cannot go in binary")))
                    .singleElement()
                    .asString()
                    .contains("table=\"sizes.unknown_at_last\"", "not a plain date");
        } finally {
            remove("large");
        }
    }

    /** Red once a gap is mended, and once one opens. */
    @Tag("gaps")
    @ParameterizedTest(name = "{0}")
    @FieldSource("GAPS")
    void a_gap_is_known_and_no_wider(Theme theme) throws Exception {
        String name = "gap-" + theme.name().replace('_', '-');
        operate(name, List.of(theme.name()));
        try {
            OperationEvent backup = backup(name);
            if (backup.getSucceeded() == null) {
                assertThat(theme.service() + theme.script()).as("%s", backup).isNotEmpty();
                return;
            }
            List<String> service = byService(name, backup);
            List<String> script = byScript(name, backup);

            assertThat(service.isEmpty())
                    .as("service lacks %s: %s", theme.service(), service)
                    .isEqualTo(theme.service().isEmpty());
            assertThat(script.isEmpty())
                    .as("restore.sh lacks %s: %s", theme.script(), script)
                    .isEqualTo(theme.script().isEmpty());
        } finally {
            remove(name);
        }
    }

    private static void operate(String name, List<String> themes) throws IOException {
        var server = Stack.shared().operated();
        server.createDatabase(name);
        server.writeSecrets(name);
        for (String theme : themes) psql(name, "-f", resource(theme).toString());
        RunningService.prepare(name);
        OperationEvent added = service.command(
                name,
                command ->
                        command.setAddDatabase(new AddDatabaseCommand(server.host(), server.port(), name, "prefer")));
        assertThat(added.getSucceeded()).as("%s", added).isNotNull();
    }

    private static Path resource(String theme) {
        return Path.of("src/test/resources/faithful", theme + ".sql").toAbsolutePath();
    }

    /** Frees its slot: the server has a bounded number of them. */
    private static void remove(String name) {
        service.command(name, command -> command.setRemoveDatabase(new RemoveDatabaseCommand(name)));
    }

    private static OperationEvent backup(String name) {
        return service.command(
                name,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(BackupType.FULL).build()));
    }

    private static OperationEvent restore(String name, OperationEvent backup, String into, boolean verify) {
        return service.command(
                name,
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(backup.getOperationId())
                        .setInto(into)
                        .setVerify(verify)
                        .build()));
    }

    private static List<String> byService(String name, OperationEvent backup) throws IOException {
        OperationEvent restored = restore(name, backup, name + "-back", false);
        return restored.getSucceeded() == null
                ? List.of(String.valueOf(restored.getFailed()))
                : differences(name, name + "-back");
    }

    private static List<String> byScript(String name, OperationEvent backup) throws IOException, InterruptedException {
        var server = Stack.shared().operated();
        psql("postgres", "-c", "CREATE DATABASE \"" + name + "-script\" TEMPLATE template0");
        Path script = folder.resolve("repository")
                .resolve(name)
                .resolve("backups")
                .resolve(backup.getOperationId())
                .resolve("restore.sh");
        var builder = new ProcessBuilder("sh", script.toString(), name + "-script").redirectErrorStream(true);
        builder.environment().put("PGHOST", server.host());
        builder.environment().put("PGPORT", String.valueOf(server.port()));
        builder.environment().put("PGUSER", server.superuser());
        builder.environment().put("PGPASSWORD", server.password(server.superuser()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() != 0 ? List.of(said.strip()) : differences(name, name + "-script");
    }

    /** The database itself is compared where it is the theme: its owner alone is never the same today. */
    private static List<String> differences(String source, String restored) throws IOException {
        return source.equals("gap-database")
                ? Faithful.itself(source).differences(Faithful.itself(restored))
                : Faithful.inside(source).differences(Faithful.inside(restored));
    }
}
