package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.VerifyCommand;
import io.chronoops.stack.Stack;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 at named points, of the service and of what it stands on: nothing lost, nothing doubled. */
class KillIT {
    private static final String DIGEST = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM pages t";

    @TempDir
    static Path folder;

    @BeforeAll
    static void operate() throws Exception {
        try (var service = new RunningService(folder.resolve("repository"))) {
            service.operate(
                    "kill",
                    "CREATE TABLE pages (id serial PRIMARY KEY, url text, body text, score double precision, seen timestamptz)",
                    "INSERT INTO pages (url, body) SELECT 'u' || i, repeat(md5(i::text), 20) FROM generate_series(1, 5000) i",
                    "CREATE TABLE copied (id int PRIMARY KEY, x text)");
        }
    }

    private static ChildService child(String faultPoint, String... arguments) throws Exception {
        return new ChildService(
                folder.resolve("repository"), Path.of("target", "kill-service.log"), faultPoint, 384, arguments);
    }

    private static MaintenanceCommand backup(BackupType type) {
        return Foreign.command(
                "kill",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
    }

    @Tag("faults")
    @ParameterizedTest
    @ValueSource(strings = {"backup.after-chunk", "backup.before-catalogue"})
    void a_backup_killed_elsewhere_ends_once_too(String point) throws Exception {
        a_backup_killed_anywhere_ends_once_and_counts_once(point);
    }

    @ParameterizedTest
    @ValueSource(strings = "backup.before-manifest")
    void a_backup_killed_anywhere_ends_once_and_counts_once(String point) throws Exception {
        MaintenanceCommand command = backup(BackupType.FULL);

        try (var dying = child(point)) {
            Foreign.publish(command);
            dying.awaitDeath();
        }
        try (var _ = child("")) {
            List<OperationEvent> events = Foreign.allEventsOf(command.getId());
            if (events.stream().noneMatch(Foreign::isTerminal)) {
                Foreign.eventsOf(command.getId());
                events = Foreign.allEventsOf(command.getId());
            }
            assertThat(events)
                    .filteredOn(Foreign::isTerminal)
                    .hasSize(1)
                    .allMatch(event -> event.getSucceeded() != null);
            assertThat(events).filteredOn(event -> event.getStarted() != null).hasSizeGreaterThanOrEqualTo(2);
            MaintenanceCommand verify =
                    Foreign.command("kill", builder -> builder.setVerify(new VerifyCommand(command.getId())));
            Foreign.publish(verify);
            assertThat(Foreign.eventsOf(verify.getId()).getLast().getSucceeded())
                    .isNotNull();
        }
        assertThat(rows(command.getId())).isEqualTo(1);
    }

    @Tag("faults")
    @Test
    void a_backup_that_kills_its_service_each_time_is_given_up_and_leaves_nothing() throws Exception {
        MaintenanceCommand command = backup(BackupType.FULL);
        Path left = folder.resolve("repository/kill/backups").resolve(command.getId());

        for (int start = 1; start <= 2; start++) {
            try (var dying = child("backup.after-chunk", "--chronoops.operations.max-attempts=2")) {
                if (start == 1) Foreign.publish(command);
                dying.awaitDeath();
            }
        }
        assertThat(left).isDirectory();
        try (var _ = child("backup.after-chunk", "--chronoops.operations.max-attempts=2")) {
            OperationEvent end = Foreign.eventsOf(command.getId()).getLast();
            List<OperationEvent> events = Foreign.allEventsOf(command.getId());

            assertThat(end.getFailed()).as("%s", end).isNotNull();
            assertThat(end.getFailed().getReason()).isEqualTo(Reason.GAVE_UP);
            assertThat(end.getFailed().getMessage()).contains("2 starts");
            assertThat(end.getFailed().getMend()).contains("read the service's log");
            assertThat(events).filteredOn(Foreign::isTerminal).hasSize(1);
            assertThat(events).filteredOn(event -> event.getStarted() != null).hasSize(2);
        }
        assertThat(left).doesNotExist();
        assertThat(rows(command.getId())).isZero();
    }

    @Test
    void a_backup_whose_service_is_stopped_is_taken_by_the_next_one() throws Exception {
        MaintenanceCommand command = Foreign.command(
                "kill",
                builder -> builder.setBackup(BackupCommand.newBuilder()
                        .setType(BackupType.FULL)
                        .setBytesPerSecond(500_000L)
                        .build()));

        try (var stopped = child("")) {
            Foreign.publish(command);
            Foreign.eventsUntil(event -> event.getOperationId().equals(command.getId())
                    && event.getProgress() != null
                    && event.getProgress().getStep().equals("copying rows"));
            stopped.stop();
        }
        try (var _ = child("")) {
            List<OperationEvent> events = Foreign.eventsOf(command.getId());

            assertThat(events.getLast().getSucceeded())
                    .as("%s", events.getLast())
                    .isNotNull();
            assertThat(events).filteredOn(event -> event.getStarted() != null).hasSize(2);
        }
        assertThat(rows(command.getId())).isEqualTo(1);
    }

    private static int rows(String backupId) throws Exception {
        var control = Stack.shared().control();
        try (Connection connection = java.sql.DriverManager.getConnection(
                        control.jdbcUrl("chronoops"), control.superuser(), control.password(control.superuser()));
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM backup.backup WHERE id = '" + backupId + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Tag("faults")
    @Test
    void captured_changes_survive_kills_of_service_broker_registry_and_both_servers() throws Exception {
        try (var _ = new Writer("kill", 7)) {
            try (var first = child("")) {
                Foreign.succeeds(backup(BackupType.FULL));
                copyTenThousandRows(0);
                first.kill();
            }
            copyTenThousandRows(10_000);
            try (var second = child("")) {
                Foreign.succeeds(backup(BackupType.INCREMENTAL));
                Stack.shared().broker().kill();
                copyTenThousandRows(20_000);
                Stack.shared().broker().start();
                Foreign.succeeds(backup(BackupType.INCREMENTAL));
                Stack.shared().registry().kill();
                copyTenThousandRows(30_000);
                Stack.shared().registry().start();
                Stack.shared().control().kill();
                Stack.shared().control().start();
                Foreign.succeeds(backup(BackupType.INCREMENTAL));
                second.kill();
            }
        }
        Stack.shared().operated().kill();
        Stack.shared().operated().start();
        try (var _ = child("")) {
            String truth = psql("kill", "-c", DIGEST, "-c", "SELECT count(*), sum(id) FROM copied");

            Foreign.succeeds(Foreign.command(
                    "kill",
                    command -> command.setRestore(RestoreCommand.newBuilder()
                            .setLatest(true)
                            .setInto("kill_back")
                            .setVerify(true)
                            .build())));

            assertThat(psql("kill_back", "-c", DIGEST, "-c", "SELECT count(*), sum(id) FROM copied"))
                    .isEqualTo(truth);
        }
    }

    private static void copyTenThousandRows(int from) throws Exception {
        psql(
                "kill",
                "-c",
                "COPY copied FROM PROGRAM 'seq " + (from + 1) + " " + (from + 10_000)
                        + " | sed \"s/$/,x/\"' WITH (FORMAT csv)");
    }
}
