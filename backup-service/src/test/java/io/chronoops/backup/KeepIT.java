package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.retention.CleanupHandler;
import io.chronoops.backup.retention.Retention;
import io.chronoops.backup.retention.RetentionProperties;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.CatalogRebuildCommand;
import io.chronoops.ops.CleanupCommand;
import io.chronoops.ops.DrillCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.PinCommand;
import io.chronoops.ops.Reason;
import io.chronoops.ops.VerifyCommand;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, what is removed, and what is proven. */
class KeepIT {
    private static final Duration YEARS = Duration.ofDays(4000);

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        service.operate(
                "keep",
                "CREATE TABLE t (id int PRIMARY KEY, x text)",
                "INSERT INTO t SELECT i, 'x' || i FROM generate_series(1, 1000) i");
    }

    @AfterAll
    static void stop() {
        service.remove("keep");
        service.close();
    }

    private static String full() {
        OperationEvent taken = service.command(
                "keep",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(BackupType.FULL).build()));
        assertThat(taken.getSucceeded()).as("%s", taken).isNotNull();
        return Objects.requireNonNull(taken.getSucceeded().getDetails().get("backupId"));
    }

    private static Backup row(String id) {
        return service.bean(Backups.class).find(id).orElseThrow();
    }

    private static List<String> ids() {
        return service.bean(Backups.class).list("keep").stream().map(Backup::id).toList();
    }

    /** A cleanup by a clock that is years ahead, as its handler does it. */
    private static MaintenanceCommand cleanupInYears(Duration standsStillAfter) {
        var rules = new RetentionProperties(
                Duration.ofDays(30), 1, new RetentionProperties.Generations(0, 0, 0, 0), "UTC", standsStillAfter);
        var handler = new CleanupHandler(
                new Retention(rules),
                service.bean(Backups.class),
                service.bean(BackupFacts.class),
                service.bean(CleanupHandler.Archive.class),
                _ -> Optional.empty(),
                Clock.offset(Clock.systemUTC(), YEARS));
        MaintenanceCommand command = Foreign.command("keep", cleanup -> cleanup.setCleanup(new CleanupCommand(false)));
        handler.run(command, new Quiet(command.getId()));
        return command;
    }

    private record Quiet(String operationId) implements OperationRun {
        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public void progress(String step, long done, long total, String unit) {}

        @Override
        public void stopIfCancelled() {}

        @Override
        public boolean isNewest() {
            return true;
        }
    }

    @Test
    void a_pin_outlives_years_of_retention_and_the_loss_of_the_catalogue() {
        String pinned = full();
        String middle = full();
        String newest = full();
        OperationEvent verified = service.command("keep", command -> command.setVerify(new VerifyCommand(null)));
        assertThat(verified.getSucceeded()).as("%s", verified).isNotNull();
        String pin = service.publish("keep", command -> command.setPin(new PinCommand(pinned, true)));
        List<OperationEvent> said = Foreign.eventsOf(pin);
        assertThat(said)
                .anyMatch(event -> event.getBackupPinned() != null
                        && event.getBackupPinned().getBackupId().equals(pinned)
                        && event.getBackupPinned().getPinned());

        cleanupInYears(Duration.ofDays(7));
        assertThat(ids()).as("no new backup for years: time stands still").contains(pinned, middle, newest);

        MaintenanceCommand cleanup = cleanupInYears(Duration.ofDays(40_000));
        assertThat(ids()).contains(pinned, newest).doesNotContain(middle);
        assertThat(folder.resolve("repository/keep/backups").resolve(middle)).doesNotExist();
        assertThat(Foreign.eventsUntil(event -> expires(event, cleanup, middle)))
                .filteredOn(event -> expires(event, cleanup, middle))
                .singleElement()
                .matches(event -> event.getBackupExpired().getRule().contains("older than 30 days"));

        Backup before = row(pinned);
        service.bean(Backups.class).remove(pinned);
        service.bean(Backups.class).remove(newest);
        OperationEvent rebuilt =
                service.command("keep", command -> command.setCatalogRebuild(new CatalogRebuildCommand(false)));
        assertThat(rebuilt.getSucceeded()).as("%s", rebuilt).isNotNull();
        assertThat(row(pinned)).isEqualTo(before);
        assertThat(row(pinned).pinnedAt()).isNotNull();
        assertThat(row(newest).verifiedAt()).isNotNull();

        OperationEvent unpinned = service.command("keep", command -> command.setPin(new PinCommand(pinned, false)));
        assertThat(unpinned.getSucceeded()).as("%s", unpinned).isNotNull();
        assertThat(row(pinned).pinnedAt()).isNull();
        OperationEvent nothing = service.command("keep", command -> command.setPin(new PinCommand(middle, true)));
        assertThat(nothing.getFailed().getReason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void a_drill_proves_the_newest_backup_tells_how_long_it_took_and_leaves_no_database() throws Exception {
        String id = full();
        psql("keep", "-c", "INSERT INTO t SELECT i, 'later' FROM generate_series(1001, 1500) i");

        String drill = service.publish(
                "keep", command -> command.setDrill(DrillCommand.newBuilder().build()));
        List<OperationEvent> events = Foreign.eventsOf(drill);

        assertThat(events.getLast().getSucceeded()).as("%s", events.getLast()).isNotNull();
        assertThat(events.getLast().getSucceeded().getDetails()).containsEntry("changes", "500");
        assertThat(events)
                .filteredOn(event -> event.getBackupProven() != null)
                .singleElement()
                .matches(event -> event.getBackupProven().getBackupId().equals(id)
                        && event.getBackupProven().getSeconds() > 0);
        assertThat(row(id).provenAt()).isNotNull();
        assertThat(databasesLike("keep_drill_%")).isEqualTo("0");

        psql("keep", "-c", "CREATE DATABASE somebodys");
        OperationEvent collides = service.command(
                "keep",
                command -> command.setDrill(
                        DrillCommand.newBuilder().setInto("somebodys").build()));
        assertThat(collides.getFailed()).as("%s", collides).isNotNull();
        assertThat(collides.getFailed().getReason()).isEqualTo(Reason.PRECONDITION);
        assertThat(collides.getFailed().getMessage()).contains("somebodys is there already");
        assertThat(databasesLike("somebodys")).isEqualTo("1");
    }

    private static boolean expires(OperationEvent event, MaintenanceCommand cleanup, String id) {
        return event.getOperationId().equals(cleanup.getId())
                && event.getBackupExpired() != null
                && event.getBackupExpired().getBackupId().equals(id);
    }

    private static String databasesLike(String pattern) throws Exception {
        return psql("keep", "-c", "SELECT count(*) FROM pg_database WHERE datname LIKE '" + pattern + "'")
                .strip();
    }
}
