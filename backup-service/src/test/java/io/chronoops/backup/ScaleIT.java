package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RemoveDatabaseCommand;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Many tables, and rows larger than the heap: the service as a process of its own with 256 MB, or what a large row needs. */
@Tag("scale")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScaleIT {
    private static final int HEAP = 256;
    private static final int LARGE = 200;

    @TempDir
    static Path folder;

    private static ChildService service;

    @BeforeAll
    static void start() throws IOException {
        service = child(HEAP);
    }

    private static ChildService child(int heap) throws IOException {
        return new ChildService(folder.resolve("repository"), Path.of("target", "scale-service.log"), "none", heap);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void five_thousand_tables_are_backed_up_and_come_back() throws Exception {
        comeBack(5000);
    }

    @Test
    void a_thousand_tables_are_backed_up_and_come_back() throws Exception {
        comeBack(1000);
    }

    private static void comeBack(int tables) throws Exception {
        operate("many-tables-" + tables, """
                DO $$ BEGIN
                  FOR n IN 1..%d LOOP
                    EXECUTE format('CREATE TABLE t%%s (id int PRIMARY KEY, x text)', n);
                    EXECUTE format('INSERT INTO t%%s SELECT n, ''x'' FROM generate_series(1, %%s) n', n, n %% 3);
                    IF n %% 500 = 0 THEN COMMIT; END IF;
                  END LOOP;
                END $$""".formatted(tables));
        try {
            OperationEvent backup = backup("many-tables-" + tables);
            assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
            OperationEvent restored = restore("many-tables-" + tables, backup);

            assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
            assertThat(tables("many-tables-" + tables + "-back")).isEqualTo(String.valueOf(tables));
        } finally {
            psql("postgres", "-c", "DROP DATABASE IF EXISTS \"many-tables-" + tables + "-back\" WITH (FORCE)");
            remove("many-tables-" + tables);
        }
    }

    @Test
    void a_row_of_32_megabytes_comes_back() throws Exception {
        operate("large-row", "CREATE TABLE wide (id int PRIMARY KEY, t text)", row(32));
        try {
            OperationEvent backup = backup("large-row");
            assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
            OperationEvent restored = restore("large-row", backup);

            assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
            assertThat(psql("large-row-back", "-c", "SELECT md5(t) FROM wide"))
                    .isEqualTo(psql("large-row", "-c", "SELECT md5(t) FROM wide"));
        } finally {
            remove("large-row");
        }
    }

    @Test
    void a_row_of_200_megabytes_is_refused_by_name_and_the_service_lives_on() throws Exception {
        operate(
                "huge-row",
                "CREATE TABLE small (id int PRIMARY KEY)",
                "CREATE TABLE wide (id int PRIMARY KEY, t text)",
                row(200));
        try {
            OperationEvent backup = backup("huge-row");

            assertThat(service.isAlive()).isTrue();
            assertThat(backup.getFailed()).as("%s", backup).isNotNull();
            assertThat(backup.getFailed().getReason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(backup.getFailed().getMessage()).contains("a row of public.wide", "heap of 256 MB", "32 MB");
            assertThat(backup.getFailed().getMend()).contains("-Xmx");
            OperationEvent next = command(
                    "huge-row",
                    command -> command.setBackup(BackupCommand.newBuilder()
                            .setType(BackupType.SCHEMA)
                            .build()));
            assertThat(next.getSucceeded()).as("%s", next).isNotNull();
        } finally {
            remove("huge-row");
        }
    }

    /** Beside 256 MB twice the row's text; bytea is twice its bytes. */
    @Test
    @Order(Integer.MAX_VALUE) // in a service of its own, which the others then need not start again
    void a_row_of_200_megabytes_comes_back_where_the_heap_is_as_large_as_the_refusal_says() throws Exception {
        service.kill();
        service = child(HEAP + 2 * LARGE);
        operate(
                "vast-row",
                "CREATE TABLE wide (id int PRIMARY KEY, b bytea)",
                "INSERT INTO wide SELECT 1, decode(repeat(md5('x'), " + LARGE + " * 32768), 'hex')",
                "CREATE TABLE wide2 AS SELECT * FROM wide",
                "CREATE TABLE wide3 AS SELECT * FROM wide");
        try {
            // all three at once do not fit: what does not is copied alone in the end
            OperationEvent backup = command(
                    "vast-row",
                    command -> command.setBackup(BackupCommand.newBuilder()
                            .setType(BackupType.FULL)
                            .setJobs(3)
                            .build()));
            assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
            assertThat(Foreign.allEventsOf(backup.getOperationId()))
                    .anyMatch(event -> event.getProgress() != null
                            && event.getProgress().getStep().startsWith("copying the large rows of public.wide"));
            OperationEvent restored = command(
                    "vast-row",
                    command -> command.setRestore(RestoreCommand.newBuilder()
                            .setBackupId(backup.getOperationId())
                            .setInto("vast-row-back")
                            .setVerify(true)
                            .build()));

            assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        } finally {
            remove("vast-row");
        }
    }

    private static String row(int megabytes) {
        return "INSERT INTO wide SELECT 1, repeat(md5('x'), " + megabytes + " * 32768)";
    }

    private static void operate(String name, String... sql) throws IOException {
        var server = Stack.shared().operated();
        server.createDatabase(name);
        server.writeSecrets(name);
        for (String statement : sql) psql(name, "-c", "SET ROLE chrono_scraper", "-c", statement);
        RunningService.prepare(name);
        OperationEvent added = command(
                name,
                command ->
                        command.setAddDatabase(new AddDatabaseCommand(server.host(), server.port(), name, "prefer")));
        assertThat(added.getSucceeded()).as("%s", added).isNotNull();
    }

    private static OperationEvent backup(String name) {
        return command(
                name,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(BackupType.FULL).build()));
    }

    private static OperationEvent restore(String name, OperationEvent backup) {
        return command(
                name,
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(backup.getOperationId())
                        .setInto(name + "-back")
                        .build()));
    }

    private static String tables(String database) throws IOException {
        return psql(database, "-c", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
                .strip();
    }

    private static void remove(String name) {
        if (service.isAlive()) {
            command(name, command -> command.setRemoveDatabase(new RemoveDatabaseCommand(name)));
        }
    }

    private static OperationEvent command(String database, Consumer<MaintenanceCommand.Builder> what) {
        MaintenanceCommand command = Foreign.command(database, what);
        try {
            Foreign.publish(command);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return Foreign.eventsOf(command.getId()).getLast();
    }
}
