package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.RestoreCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restored database takes the place of the operated one, with all that it was as a database; or the old one stays. */
class ReplaceIT {
    private static final String DIGEST =
            "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM public.pages t";
    private static final String AS_A_DATABASE = """
            SELECT datdba::regrole, datconnlimit, datallowconn, shobj_description(oid, 'pg_database'),
                   ARRAY(SELECT format('%%s %%s %%s', grantee::regrole, privilege_type, is_grantable) FROM aclexplode(datacl) ORDER BY 1),
                   ARRAY(SELECT setrole::regrole || array_to_string(setconfig, ',') FROM pg_db_role_setting WHERE setdatabase = d.oid ORDER BY 1)
            FROM pg_database d WHERE datname = '%s'""";

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void operate(String name) throws Exception {
        service.operate(
                name,
                "CREATE TABLE pages (id serial PRIMARY KEY, body text)",
                "INSERT INTO pages (body) SELECT repeat(md5(i::text), 3) FROM generate_series(1, 1000) i");
        RunningService.makeTemplate(name);
    }

    private static OperationEvent backup(String name, BackupType type) {
        OperationEvent event = service.command(
                name,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
        assertThat(event.getSucceeded()).as("%s", event).isNotNull();
        return event;
    }

    private static OperationEvent restore(String name, Consumer<RestoreCommand.Builder> wish) {
        var restore = RestoreCommand.newBuilder();
        wish.accept(restore);
        return service.command(name, command -> command.setRestore(restore.build()));
    }

    private static Map<String, String> succeeded(OperationEvent event) {
        assertThat(event.getSucceeded()).as("%s", event).isNotNull();
        return event.getSucceeded().getDetails();
    }

    private static Instant now(String name) throws IOException {
        return Instant.parse(psql(
                        name,
                        "-c",
                        "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .strip());
    }

    @Test
    void a_moment_takes_the_place_of_a_wrecked_database_and_all_moments_stay_restorable() throws Exception {
        operate("swap");
        psql(
                "swap",
                "-c",
                "ALTER DATABASE swap SET search_path TO \"Odd, näme\", public",
                "-c",
                "ALTER DATABASE swap SET statement_timeout = '5min'",
                "-c",
                "ALTER ROLE chrono_scraper IN DATABASE swap SET work_mem = '9MB'",
                "-c",
                "ALTER DATABASE swap CONNECTION LIMIT 44",
                "-c",
                "COMMENT ON DATABASE swap IS 'it''s 100% theirs'",
                "-c",
                "REVOKE CONNECT ON DATABASE swap FROM PUBLIC",
                "-c",
                "GRANT CONNECT ON DATABASE swap TO backup_user, monitoring_user",
                "-c",
                "GRANT CONNECT ON DATABASE swap TO readonly_user WITH GRANT OPTION");
        String asADatabase = psql("postgres", "-c", AS_A_DATABASE.formatted("swap"));
        backup("swap", BackupType.FULL);
        psql("swap", "-c", "INSERT INTO public.pages (body) SELECT 'good' FROM generate_series(1, 50)");
        String good = psql("swap", "-c", DIGEST);
        Instant before = now("swap");
        psql("swap", "-c", "DELETE FROM public.pages WHERE id % 2 = 0");
        String wrecked = psql("swap", "-c", DIGEST);
        var application = RunningService.connect("swap", "chrono_scraper");
        var reader = RunningService.connect("swap", "readonly_user");

        Map<String, String> replaced = succeeded(restore(
                "swap", wish -> wish.setPointInTime(before).setReplace(true).setConfirm("swap")));

        assertThat(application.isValid(5)).isFalse();
        assertThat(reader.isValid(5)).isFalse();
        assertThat(psql("swap", "-c", DIGEST)).isEqualTo(good);
        assertThat(psql("postgres", "-c", AS_A_DATABASE.formatted("swap"))).isEqualTo(asADatabase);
        String kept = replaced.getOrDefault("kept", "");
        assertThat(psql(kept, "-c", DIGEST)).isEqualTo(wrecked);
        Backup safety = service.bean(Backups.class)
                .find(replaced.getOrDefault("safetyBackupId", ""))
                .orElseThrow();
        assertThat(safety.pinnedAt()).isNotNull();
        assertThat(service.bean(Backups.class).find(replaced.getOrDefault("backupId", "")))
                .isPresent();
        theNewOneIsCapturedLikeTheOld();
        momentsBeforeTheSwapComeBack(before, good, wrecked, safety);
        momentsAroundTheNewBaseAreTakenForWhatTheyAre(good, replaced.getOrDefault("backupId", ""));
        psql("postgres", "-c", replaced.getOrDefault("dropKept", ""));
    }

    private static void theNewOneIsCapturedLikeTheOld() throws Exception {
        try (var application = RunningService.connect("swap", "chrono_scraper");
                var statement = application.createStatement()) {
            statement.execute("CREATE TABLE public.later (id int PRIMARY KEY)");
            statement.execute("INSERT INTO public.later VALUES (1)");
            statement.execute("INSERT INTO public.pages (body) SELECT 'after' FROM generate_series(1, 7)");
        }
        backup("swap", BackupType.INCREMENTAL);
        String truth = psql("swap", "-c", DIGEST);

        OperationEvent latest = restore(
                "swap", wish -> wish.setLatest(true).setInto("swap_latest").setVerify(true));

        succeeded(latest);
        // its event triggers work: the new table is known, and in the log
        assertThat(psql("swap_latest", "-c", "SELECT count(*) FROM later").strip())
                .isEqualTo("1");
        assertThat(psql("swap_latest", "-c", DIGEST)).isEqualTo(truth);
        assertThat(psql("swap", "-c", "SELECT count(*) FROM pg_publication_tables WHERE pubname = 'chronoops'")
                        .strip())
                .isEqualTo("2");
    }

    private static void momentsBeforeTheSwapComeBack(Instant before, String good, String wrecked, Backup safety)
            throws Exception {
        succeeded(restore("swap", wish -> wish.setPointInTime(before).setInto("swap_good")));
        assertThat(psql("swap_good", "-c", DIGEST)).isEqualTo(good);
        succeeded(restore("swap", wish -> wish.setPointInTime(safety.endedAt().truncatedTo(ChronoUnit.MICROS))
                .setInto("swap_wrecked")));
        assertThat(psql("swap_wrecked", "-c", DIGEST)).isEqualTo(wrecked);
    }

    private static void momentsAroundTheNewBaseAreTakenForWhatTheyAre(String good, String backupId) throws Exception {
        Backup first = service.bean(Backups.class).find(backupId).orElseThrow();
        OperationEvent between = restore("swap", wish -> wish.setPointInTime(
                        first.takenAt().minusMillis(1).truncatedTo(ChronoUnit.MICROS))
                .setInto("swap_between"));
        succeeded(restore("swap", wish -> wish.setPointInTime(first.endedAt().truncatedTo(ChronoUnit.MICROS))
                .setInto("swap_fresh")));

        assertThat(psql("swap_fresh", "-c", DIGEST)).isEqualTo(good);
        assertThat(between.getFailed()).as("%s", between).isNotNull();
        assertThat(between.getFailed().getReason()).isEqualTo(Reason.NOT_COVERED);
        assertThat(between.getFailed().getMessage()).contains("lies in a gap of the log", "database is replaced");
    }

    @Test
    void what_cannot_be_carried_through_is_named_before_anything_is_changed() throws Exception {
        operate("unswapped");
        String id =
                backup("unswapped", BackupType.FULL).getSucceeded().getDetails().getOrDefault("backupId", "");
        Consumer<RestoreCommand.Builder> replace =
                wish -> wish.setBackupId(id).setReplace(true).setConfirm("unswapped");

        OperationEvent unconfirmed = restore("unswapped", replace.andThen(wish -> wish.setConfirm("other")));
        OperationEvent some = restore("unswapped", replace.andThen(wish -> wish.setTables(List.of("pages"))));
        String pages = service.command(
                        "unswapped",
                        command -> command.setBackup(BackupCommand.newBuilder()
                                .setType(BackupType.FULL)
                                .setTables(List.of("pages"))
                                .build()))
                .getSucceeded()
                .getDetails()
                .getOrDefault("backupId", "");
        OperationEvent table = restore("unswapped", replace.andThen(wish -> wish.setBackupId(pages)));
        psql("postgres", "-c", "REVOKE pg_signal_backend FROM restore_user");
        OperationEvent signal = restore("unswapped", replace);
        psql("postgres", "-c", "GRANT pg_signal_backend TO restore_user");
        psql("postgres", "-c", "ALTER DATABASE unswapped SET log_statement = 'ddl'");
        OperationEvent setting = restore("unswapped", replace);
        psql("postgres", "-c", "ALTER DATABASE unswapped RESET log_statement");
        OperationEvent entered;
        try (var _ = RunningService.connect("unswapped", "admin_user")) {
            entered = restore("unswapped", replace);
        }
        String template = psql("postgres", "-c", "SELECT datname FROM pg_database WHERE datname LIKE 'chronoops\\_t%'")
                .strip();
        psql("postgres", "-c", "ALTER DATABASE " + template + " RENAME TO elsewhere");
        OperationEvent unprepared = restore("unswapped", replace);
        psql("postgres", "-c", "ALTER DATABASE elsewhere RENAME TO " + template);

        assertThat(unconfirmed.getRejected().getMessage()).contains("to replace unswapped it must be that name");
        assertThat(some.getRejected().getMessage()).contains("whole database");
        assertThat(table.getFailed().getMessage()).contains("holds some tables only");
        assertThat(signal.getFailed().getMend()).contains("GRANT pg_signal_backend TO restore_user");
        assertThat(setting.getFailed().getMessage()).contains("its setting of log_statement");
        assertThat(entered.getFailed().getMessage()).contains("of admin_user");
        assertThat(unprepared.getFailed().getReason()).isEqualTo(Reason.NOT_PREPARED);
        assertThat(unprepared.getFailed().getMend()).contains("chronoops databases prepare unswapped");
        assertThat(psql("postgres", "-c", "SELECT count(*) FROM pg_database WHERE datname LIKE 'unswapped\\_%'")
                        .strip())
                .isEqualTo("0");
    }

    @Test
    void a_step_that_fails_while_nobody_is_let_in_leaves_the_old_one_serving_and_captured() throws Exception {
        operate("stays");
        backup("stays", BackupType.FULL);
        String rows = psql("stays", "-c", DIGEST);

        String id = service.publish(
                "stays",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setLatest(true)
                        .setReplace(true)
                        .setConfirm("stays")
                        .build()));
        OperationEvent failed;
        try (var _ = enterTheRestoredOne()) {
            failed = service.terminal(id);
        }

        assertThat(failed.getFailed()).as("%s", failed).isNotNull();
        assertThat(failed.getFailed().getReason()).isEqualTo(Reason.LOCKED);
        assertThat(failed.getFailed().getMessage()).contains("stays serves as before", "of admin_user");
        assertThat(psql("stays", "-c", DIGEST)).isEqualTo(rows);
        backup("stays", BackupType.FULL);
        psql("stays", "-c", "INSERT INTO pages (body) VALUES ('on it goes')");
        succeeded(restore("stays", wish -> wish.setLatest(true).setInto("stays_latest")));
        assertThat(psql("stays_latest", "-c", DIGEST)).isEqualTo(psql("stays", "-c", DIGEST));
    }

    /** As soon as it is whole: a superuser, whom restore_user may not end. */
    private static Connection enterTheRestoredOne() throws SQLException {
        String waiting = "SELECT datname FROM pg_database WHERE datname LIKE 'stays\\_%' AND datallowconn"
                + " AND shobj_description(oid, 'pg_database') LIKE 'chronoops: restored%'";
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !psql("postgres", "-c", waiting)
                .isBlank());
        try {
            return RunningService.connect(psql("postgres", "-c", waiting).strip(), "admin_user");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
