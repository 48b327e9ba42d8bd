package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.stack.Stack;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source fails in the middle of the work: each failure has a name, and nothing half made counts. */
class SourceFailuresIT {
    private static final long MIDDLE = 4 << 20;
    private static final Stack STACK = Stack.shared();

    @TempDir
    static Path folder;

    private static RunningService service;
    private static PostgresRelay relay;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        relay = new PostgresRelay(STACK.operated().port());
        STACK.operated().createDatabase("failing");
        STACK.operated().writeSecrets("failing");
        psql(
                "failing",
                "-c",
                "SET ROLE chrono_scraper",
                "-c",
                "CREATE TABLE pages (id int PRIMARY KEY, body text)",
                "-c",
                "INSERT INTO pages SELECT i, repeat(md5(i::text), 32) FROM generate_series(1, 20000) i");
        RunningService.prepare("failing");
        psql("failing", "-c", "ALTER ROLE backup_user CONNECTION LIMIT 64");
        OperationEvent added = service.command(
                "failing",
                command ->
                        command.setAddDatabase(new AddDatabaseCommand("127.0.0.1", relay.port(), "failing", "prefer")));
        assertThat(added.getSucceeded()).as("%s", added).isNotNull();
    }

    @AfterEach
    void mend() {
        relay.mend(STACK.operated().port());
    }

    @AfterAll
    static void stop() throws Exception {
        service.remove("failing");
        service.close();
        relay.close();
    }

    private static OperationEvent backup() {
        return service.command(
                "failing",
                command -> command.setBackup(BackupCommand.newBuilder()
                        .setType(BackupType.FULL)
                        .setCodec("none")
                        .build()));
    }

    private static OperationEvent restore(OperationEvent backup, String into) {
        return service.command(
                "failing",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(backup.getOperationId())
                        .setInto(into)
                        .setVerify(true)
                        .build()));
    }

    private static void leavesNothing(OperationEvent failed) {
        assertThat(failed.getFailed()).as("%s", failed).isNotNull();
        assertThat(failed.getFailed().getReason()).as("%s", failed).isEqualTo(Reason.SOURCE_UNREACHABLE);
        assertThat(folder.resolve("repository/failing/backups").resolve(failed.getOperationId()))
                .doesNotExist();
    }

    @Test
    void a_connection_that_is_lost_is_opened_again_and_the_backup_is_whole() {
        relay.next(new PostgresRelay.OneIsCut(MIDDLE));

        OperationEvent backup = backup();

        assertThat(backup.getSucceeded()).as("%s", backup).isNotNull();
        OperationEvent restored = restore(backup, "failing-whole");
        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
    }

    @Test
    void a_source_that_goes_away_is_named_and_nothing_is_kept() {
        relay.next(new PostgresRelay.GoesAway(MIDDLE));

        OperationEvent failed = backup();

        leavesNothing(failed);
        assertThat(failed.getFailed().getMessage()).contains("failing (127.0.0.1:", "cannot be reached");
    }

    @Test
    void a_source_that_starts_anew_is_named_and_nothing_is_kept() {
        relay.next(new PostgresRelay.FailsOver(MIDDLE, STACK.operated().port()));

        OperationEvent failed = backup();

        leavesNothing(failed);
        assertThat(failed.getFailed().getMessage()).contains("was lost during the backup", "the session that held it");
    }

    /** Another server with the same roles, the same database and a table of the same name: none of its rows is taken. */
    @Test
    void a_failover_in_the_middle_is_named_and_no_row_of_the_other_server_is_taken() throws Exception {
        other(
                "postgres",
                "CREATE ROLE backup_user LOGIN SUPERUSER PASSWORD '"
                        + STACK.operated().password("backup_user") + "'",
                "CREATE DATABASE failing");
        try {
            other("failing", "CREATE TABLE pages AS SELECT 1 AS id, 'of another server' AS body");
            relay.next(new PostgresRelay.FailsOver(MIDDLE, STACK.control().port()));

            OperationEvent failed = backup();

            leavesNothing(failed);
            assertThat(failed.getFailed().getMessage())
                    .contains("the snapshot of failing", "was lost during the backup", "another server answers");
            assertThat(failed.getFailed().getMend()).contains("new primary");
        } finally {
            relay.mend(STACK.operated().port());
            other("postgres", "DROP DATABASE failing WITH (FORCE)", "DROP ROLE backup_user");
        }
    }

    private static void other(String database, String... sql) throws SQLException {
        var control = STACK.control();
        try (var connection = DriverManager.getConnection(
                        control.jdbcUrl(database), control.superuser(), control.password(control.superuser()));
                var statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    @Test
    void a_target_that_goes_away_is_named_and_what_it_had_got_is_marked_as_half_made() throws Exception {
        OperationEvent backup = backup();
        // what goes to the server is not counted, what verifying reads back is
        relay.next(new PostgresRelay.GoesAway(MIDDLE));

        OperationEvent failed = restore(backup, "failing-half");

        assertThat(failed.getFailed()).as("%s", failed).isNotNull();
        assertThat(failed.getFailed().getReason()).isEqualTo(Reason.SOURCE_UNREACHABLE);
        assertThat(psql(
                                "postgres",
                                "-c",
                                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'failing-half'")
                        .strip())
                .isEqualTo("chronoops: being restored by " + failed.getOperationId());
    }

    @Test
    void after_a_failure_the_next_backup_is_whole() {
        relay.next(new PostgresRelay.GoesAway(MIDDLE));
        leavesNothing(backup());
        relay.mend(STACK.operated().port());

        Awaitility.await("the next backup")
                .atMost(java.time.Duration.ofMinutes(1))
                .until(() -> backup().getSucceeded() != null);
    }
}
