package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.CancelCommand;
import io.chronoops.ops.DrillCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 at named points of a restore: it goes on, or begins anew, and ends once with all that it is to bring. */
@Tag("faults")
class RestoreKillIT {
    private static final String DIGEST = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM pages t";

    /** One index takes as long as readonly_user has a session. */
    private static final String SLOW = "slowly";

    private static final String BUILDER =
            "SELECT pid FROM pg_stat_activity WHERE datname = 'slowly_back' AND query LIKE 'CREATE INDEX%'";
    private static final Path LOG = Path.of("target", "restore-kill.log");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Three files of one large table that gzip does not make small, in binary; the other one is no smaller than each. */
    private static final String LARGE = "largely";

    @TempDir
    static Path folder;

    @BeforeAll
    static void operate() throws Exception {
        try (var service = new RunningService(folder.resolve("repository"))) {
            service.operate(
                    "revive",
                    "CREATE TABLE pages (id serial PRIMARY KEY, url text, body text, score double precision, seen timestamptz)",
                    "INSERT INTO pages (url, body) SELECT 'u' || i, repeat(md5(i::text), 20) FROM generate_series(1, 5000) i",
                    "CREATE TABLE words (id int PRIMARY KEY, x text)",
                    "INSERT INTO words SELECT i, 'x' FROM generate_series(1, 100) i");
            service.operate(
                    SLOW,
                    """
                    CREATE FUNCTION slow(i int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
                    BEGIN
                      WHILE EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE usename = 'readonly_user') LOOP
                        PERFORM pg_catalog.pg_sleep(0.1);
                        PERFORM pg_catalog.pg_stat_clear_snapshot();
                      END LOOP;
                      RETURN i;
                    END $$""",
                    "CREATE TABLE numbers (id int PRIMARY KEY)",
                    "CREATE INDEX numbers_slow ON numbers (slow(id))",
                    "INSERT INTO numbers SELECT generate_series(1, 10)");
            service.operate(
                    LARGE,
                    "CREATE TABLE pages (id int, body text)",
                    "ALTER TABLE pages REPLICA IDENTITY FULL",
                    "INSERT INTO pages SELECT i, (SELECT string_agg(md5(i || ' ' || j), '') FROM generate_series(1, 50) j)"
                            + " FROM generate_series(1, 110000) i",
                    "CREATE TABLE others (id int PRIMARY KEY, body text)",
                    "INSERT INTO others SELECT id, body FROM pages WHERE id % 2 = 0");
        }
    }

    private static ChildService child(String faultPoint, String... arguments) throws Exception {
        return new ChildService(folder.resolve("repository"), LOG, faultPoint, 384, arguments);
    }

    private static MaintenanceCommand backup(BackupType type) {
        return backup("revive", type);
    }

    private static MaintenanceCommand backup(String database, BackupType type) {
        return Foreign.command(
                database,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
    }

    private static MaintenanceCommand restore(String database, String into, MaintenanceCommand taken, int jobs) {
        return Foreign.command(
                database,
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setBackupId(taken.getId())
                        .setInto(into)
                        .setJobs(jobs)
                        .setVerify(true)
                        .build()));
    }

    private static void succeeded(MaintenanceCommand restore, String resumed) {
        OperationEvent end = Foreign.eventsOf(restore.getId()).getLast();
        assertThat(end.getSucceeded()).as("%s", end).isNotNull();
        assertThat(end.getSucceeded().getDetails()).containsEntry("resumed", resumed);
    }

    @Test
    void a_drill_killed_with_its_scratch_database_full_proves_in_the_end_and_leaves_none() throws Exception {
        MaintenanceCommand drill = Foreign.command(
                "revive", command -> command.setDrill(DrillCommand.newBuilder().build()));
        String scratches = "SELECT count(*) FROM pg_database WHERE datname LIKE 'revive_drill_%'";

        try (var dying = child("drill.restored")) {
            Foreign.succeeds(backup(BackupType.FULL));
            Foreign.publish(drill);
            dying.awaitDeath();
        }
        assertThat(psql("revive", "-c", scratches).strip()).isEqualTo("1");
        try (var _ = child("")) {
            assertThat(Foreign.eventsOf(drill.getId()).getLast().getSucceeded()).isNotNull();
        }

        assertThat(psql("revive", "-c", scratches).strip()).isEqualTo("0");
    }

    @Test
    void a_restore_with_the_log_laid_over_its_rows_goes_on_after_a_later_kill_too() throws Exception {
        a_restore_with_the_log_laid_over_its_rows_goes_on_after_a_kill_and_is_exact("restore.after-indexes");
    }

    @ParameterizedTest
    @ValueSource(strings = "restore.after-table")
    void a_restore_with_the_log_laid_over_its_rows_goes_on_after_a_kill_and_is_exact(String point) throws Exception {
        String into = "log_" + point.replace('.', '_').replace('-', '_');
        MaintenanceCommand taken = backup(BackupType.FULL);
        MaintenanceCommand sealed = backup(BackupType.INCREMENTAL);
        MaintenanceCommand restore;

        try (var dying = child(point)) {
            Foreign.succeeds(taken);
            psql("revive", "-c", "UPDATE pages SET url = url || '+', score = id / 7.0 WHERE id % 3 = 0");
            psql("revive", "-c", "DELETE FROM pages WHERE id % 50 = 7");
            psql("revive", "-c", "UPDATE pages SET id = id + 1000000 WHERE id % 50 = 8");
            String next = psql(
                    "revive",
                    "-c",
                    "UPDATE pages SET url = url WHERE id = (SELECT max(id) FROM pages) RETURNING pg_current_xact_id()");
            Foreign.succeeds(sealed);
            restore = Foreign.command(
                    "revive",
                    command -> command.setRestore(RestoreCommand.newBuilder()
                            .setBackupId(taken.getId())
                            .setBeforeXid(Long.parseLong(next.strip()))
                            .setInto(into)
                            .setVerify(true)
                            .build()));
            Foreign.publish(restore);
            dying.awaitDeath();
        }
        try (var _ = child("")) {
            succeeded(restore, "true");
        }

        assertThat(psql(into, "-c", DIGEST)).isEqualTo(psql("revive", "-c", DIGEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore.after-table", "restore.after-indexes"})
    void a_restore_killed_half_way_goes_on_with_what_is_there(String point) throws Exception {
        String into = point.replace('.', '_').replace('-', '_');
        MaintenanceCommand taken = backup(BackupType.FULL);
        MaintenanceCommand restore = restore("revive", into, taken, 2);
        String done = "SELECT split_part(step, ' ', 2) FROM chronoops_restore.done WHERE step LIKE 'loaded %'";

        String before;
        String those;
        try (var dying = child(point)) {
            Foreign.succeeds(taken);
            Foreign.publish(restore);
            dying.awaitDeath();
            those = "SELECT relname, relfilenode FROM pg_class WHERE oid = ANY (ARRAY['"
                    + String.join("','", psql(into, "-c", done).strip().split("\n")) + "']::regclass[]) ORDER BY 1";
            before = psql(into, "-c", those);
        }
        try (var _ = child("")) {
            succeeded(restore, "true");
        }

        assertThat(psql(into, "-c", those))
                .as("what was loaded is not loaded again")
                .isEqualTo(before)
                .isNotBlank();
        assertThat(psql(into, "-c", DIGEST)).isEqualTo(psql("revive", "-c", DIGEST));
        assertThat(psql(into, "-c", "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'chronoops%'")
                        .strip())
                .isEqualTo("0");
    }

    @Test
    void a_restore_killed_while_an_index_is_built_goes_on_once_the_server_has_left_it() throws Exception {
        MaintenanceCommand taken = backup(SLOW, BackupType.FULL);
        MaintenanceCommand restore = restore(SLOW, SLOW + "_back", taken, 2);

        try (var held = RunningService.connect(SLOW, "readonly_user")) {
            String builder;
            try (var dying = child("")) {
                Foreign.succeeds(taken);
                Foreign.publish(restore);
                Awaitility.await().atMost(PATIENCE).until(() -> !psql("postgres", "-c", BUILDER)
                        .isBlank());
                builder = psql("postgres", "-c", BUILDER).strip();
                dying.kill();
            }
            try (var _ = child("")) {
                Foreign.eventsUntil(event -> event.getOperationId().equals(restore.getId())
                        && event.getStarted() != null
                        && event.getStarted().getAttempt() == 2);
                Awaitility.await().atMost(PATIENCE).until(() -> !psql("postgres", "-c", BUILDER)
                        .contains(builder));
                held.close();
                succeeded(restore, "true");
            }
        }

        assertThat(psql(
                                "slowly_back",
                                "-c",
                                "SELECT indisvalid FROM pg_index WHERE indexrelid = 'numbers_slow'::regclass")
                        .strip())
                .isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void large_tables_loaded_by_one_session_or_shared_by_four_come_back_after_a_kill(int jobs) throws Exception {
        MaintenanceCommand taken = backup(LARGE, BackupType.FULL);
        MaintenanceCommand restore = restore(LARGE, LARGE + "_back_" + jobs, taken, jobs);
        String[] state = {
            "-c", "SELECT count(*), sum(hashtext(t::text)::bigint) FROM pages t",
            "-c", "SELECT count(*), sum(hashtext(t::text)::bigint) FROM others t"
        };

        try (var dying = child("restore.after-table")) {
            Foreign.succeeds(taken);
            Foreign.publish(restore);
            dying.awaitDeath();
        }
        try (var _ = child("")) {
            succeeded(restore, "true");
        }

        assertThat(psql("largely_back_" + jobs, state)).isEqualTo(psql(LARGE, state));
    }

    @Test
    void a_restore_killed_before_its_database_bears_its_mark_leaves_none_but_the_restored_one() throws Exception {
        MaintenanceCommand taken = backup(BackupType.FULL);
        MaintenanceCommand restore = restore("revive", "unmarked", taken, 2);
        String unmarked = "SELECT count(*) FROM pg_database WHERE datname LIKE 'chronoops\\_%'";

        try (var dying = child("restore.made")) {
            Foreign.succeeds(taken);
            Foreign.publish(restore);
            dying.awaitDeath();
        }
        assertThat(psql("postgres", "-c", unmarked).strip()).isEqualTo("1");
        try (var _ = child("")) {
            assertThat(Foreign.eventsOf(restore.getId()).getLast().getSucceeded())
                    .isNotNull();
        }

        assertThat(psql("postgres", "-c", unmarked).strip()).isEqualTo("0");
        assertThat(psql("unmarked", "-c", DIGEST)).isEqualTo(psql("revive", "-c", DIGEST));
    }

    @Test
    void a_restore_that_is_cancelled_after_its_service_died_leaves_nothing() throws Exception {
        MaintenanceCommand taken = backup(SLOW, BackupType.FULL);
        MaintenanceCommand restore = restore(SLOW, "unwanted", taken, 2);
        String there = "SELECT count(*) FROM pg_database WHERE datname = 'unwanted'";
        String heard = "cancel requested operation=\"" + restore.getId() + "\"";

        try (var dying = child("restore.after-table")) {
            Foreign.succeeds(taken);
            Foreign.publish(restore);
            dying.awaitDeath();
        }
        assertThat(psql("postgres", "-c", there).strip()).isEqualTo("1");
        Foreign.publish(Foreign.command(SLOW, command -> command.setCancel(new CancelCommand(restore.getId()))));
        try (var held = RunningService.connect(SLOW, "readonly_user");
                var _ = child("")) {
            Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(LOG)
                    .contains(heard));
            held.close();
            assertThat(Foreign.eventsOf(restore.getId()).getLast().getCancelled())
                    .isNotNull();
        }

        assertThat(psql("postgres", "-c", there).strip()).isEqualTo("0");
    }

    @Test
    void a_small_restore_killed_half_way_begins_anew() throws Exception {
        MaintenanceCommand taken = backup(BackupType.FULL);
        MaintenanceCommand restore = restore("revive", "small", taken, 2);
        String small = ChildService.RESUME_FROM + "16MB";

        String before;
        try (var dying = child("restore.after-indexes", small)) {
            Foreign.succeeds(taken);
            Foreign.publish(restore);
            dying.awaitDeath();
            before = psql("small", "-c", "SELECT oid FROM pg_database WHERE datname = current_database()");
            assertThat(psql("small", "-c", "SELECT to_regnamespace('chronoops_restore')")
                            .strip())
                    .as("no book is kept")
                    .isEmpty();
        }
        try (var _ = child("", small)) {
            succeeded(restore, "false");
        }

        assertThat(psql("small", "-c", "SELECT oid FROM pg_database WHERE datname = current_database()"))
                .as("it is another database of the same name")
                .isNotEqualTo(before);
        assertThat(psql("small", "-c", DIGEST)).isEqualTo(psql("revive", "-c", DIGEST));
    }
}
