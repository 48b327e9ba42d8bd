package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.ProveCommand;
import io.chronoops.ops.Reason;
import io.chronoops.ops.Succeeded;
import io.chronoops.stack.Stack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Tables are what base and log say of them, exactly at a snapshot under load; where they are not, it is found by name. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProofIT {
    private static final String[] TWO_A_RUN = {"--chronoops.proof.tables=2", "--chronoops.schedules.hourly-proof.cron=-"
    };

    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"), TWO_A_RUN);
        service.operate(
                "proved",
                "CREATE TABLE pages (id serial PRIMARY KEY, url text, body text, score double precision, seen timestamptz)",
                "INSERT INTO pages (url, body) SELECT 'u' || i, repeat(md5(i::text), 20) FROM generate_series(1, 5000) i",
                "CREATE TABLE small (id int PRIMARY KEY, x text)",
                "INSERT INTO small VALUES (1, 'a'), (2, NULL)",
                "CREATE TABLE moments (id int PRIMARY KEY, at timetz)",
                "CREATE TABLE keyless (x int)");
    }

    @AfterAll
    static void stop() {
        service.remove("proved");
        service.close();
    }

    private static OperationEvent prove(String... tables) {
        return service.command("proved", command -> command.setProve(new ProveCommand(Arrays.asList(tables))));
    }

    private static Succeeded proven(String... tables) {
        OperationEvent event = prove(tables);
        assertThat(event.getSucceeded()).as("%s", event).isNotNull();
        return event.getSucceeded();
    }

    private static OperationEvent backup() {
        return service.command(
                "proved",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(BackupType.FULL).build()));
    }

    @Test
    @Order(1)
    void without_a_full_backup_there_is_nothing_to_prove_and_that_is_no_failure() {
        assertThat(proven().getSummary()).contains("there is no full backup of proved yet");
    }

    @Test
    @Order(2)
    void tables_take_turns_and_those_that_cannot_compare_are_passed_over_or_refused_by_name() throws Exception {
        assertThat(backup().getSucceeded()).isNotNull();

        Succeeded first = proven();
        OperationEvent named = prove("moments");

        assertThat(first.getDetails())
                .containsKeys("public.pages", "public.small")
                .containsEntry("tables", "2");
        assertThat(first.getDetails().get("public.small")).startsWith("2 rows, digest ");
        assertThat(named.getFailed().getMessage()).contains("type timetz");
        assertThat(prove("keyless").getFailed().getReason()).isEqualTo(Reason.NOT_COVERED);
        assertThat(metrics())
                .contains(
                        "chronoops_proven_tables{database=\"proved\",service=\"backup-service\"} 2.0",
                        "chronoops_covered_tables{database=\"proved\",service=\"backup-service\"} 3.0");
        assertThat(psql("proved", "-c", "SELECT count(*) FROM pg_database WHERE datname LIKE '%proof%'")
                        .strip())
                .isEqualTo("0");
    }

    @Test
    @Order(3)
    void a_table_under_load_is_proven_at_the_very_snapshot() throws Exception {
        try (var writer = new Writer("proved", 7)) {
            for (int round = 0; round < 3; round++) {
                long before = writer.committed();
                proven("pages");
                assertThat(writer.committed()).isGreaterThan(before);
            }
        }
    }

    /** It is in the log and not in the snapshot: a proof at an LSN alone would call that drift. */
    @Test
    @Order(4)
    void a_commit_that_still_waits_for_a_standby_is_not_mistaken_for_drift() throws Exception {
        for (String role : List.of("backup_user", "restore_user")) {
            psql("proved", "-c", "ALTER ROLE " + role + " SET synchronous_commit = local");
        }
        psql("postgres", "-c", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        psql("postgres", "-c", "SELECT pg_reload_conf()");
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                psql("proved", "-c", "INSERT INTO small VALUES (3, 'waits')");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        String proving = "";
        try {
            Awaitility.await().until(() -> psql(
                            "proved",
                            "-c",
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE 'INSERT%'")
                    .strip()
                    .equals("1"));

            proving = service.publish("proved", command -> command.setProve(new ProveCommand(List.of("small"))));
            // its snapshot is taken by then; while the commit waits, PostgreSQL drops no database
            Awaitility.await()
                    .until(() -> psql("proved", "-c", "SELECT count(*) FROM pg_database WHERE datname LIKE '%proof%'")
                            .strip()
                            .equals("1"));
        } finally {
            psql("postgres", "-c", "ALTER SYSTEM RESET synchronous_standby_names");
            psql("postgres", "-c", "SELECT pg_reload_conf()");
            waiting.join();
        }
        OperationEvent event = service.terminal(proving);
        assertThat(event.getSucceeded()).as("%s", event).isNotNull();
        assertThat(event.getSucceeded().getDetails().get("public.small")).startsWith("2 rows");
        assertThat(proven("small").getDetails().get("public.small")).startsWith("3 rows");
    }

    @Test
    @Order(5)
    void a_change_that_the_log_missed_is_drift_and_named_with_both_digests_until_a_new_base() throws Exception {
        psql("proved", "-c", "ALTER PUBLICATION chronoops DROP TABLE small");
        psql("proved", "-c", "UPDATE small SET x = 'unseen' WHERE id = 1");
        psql("proved", "-c", "ALTER PUBLICATION chronoops ADD TABLE ONLY small");

        OperationEvent drift = prove();

        assertThat(drift.getFailed()).as("%s", drift).isNotNull();
        assertThat(drift.getFailed().getReason()).isEqualTo(Reason.MISMATCH);
        assertThat(drift.getFailed().getMessage())
                .containsPattern("drift at LSN [0-9A-F/]+: public.small has 3 rows, digest [0-9a-f]{32} at the source,"
                        + " base and log give 3 rows, digest [0-9a-f]{32} \\(backup ")
                .doesNotContain("public.pages");
        assertThat(drift.getFailed().getMend()).contains("chronoops backup --type=full", "chronoops backups pin ");
        assertThat(backup().getSucceeded()).isNotNull();
        proven("small");
    }

    @Tag("faults")
    @Test
    @Order(6)
    void a_proof_killed_with_its_scratch_database_full_ends_once_and_leaves_none() throws Exception {
        service.close();
        MaintenanceCommand command =
                Foreign.command("proved", builder -> builder.setProve(new ProveCommand(List.of("small"))));
        try (var dying = child("prove.restored")) {
            Foreign.publish(command);
            dying.awaitDeath();
        }
        service = new RunningService(folder.resolve("repository"), TWO_A_RUN);

        assertThat(Foreign.eventsOf(command.getId()).getLast().getSucceeded()).isNotNull();
        assertThat(Foreign.allEventsOf(command.getId()))
                .filteredOn(Foreign::isTerminal)
                .hasSize(1);
        assertThat(psql("proved", "-c", "SELECT count(*) FROM pg_database WHERE datname LIKE '%proof%'")
                        .strip())
                .isEqualTo("0");
    }

    private static ChildService child(String faultPoint) throws Exception {
        return new ChildService(
                folder.resolve("repository"), Path.of("target", "proof-service.log"), faultPoint, 384, TWO_A_RUN);
    }

    private static String metrics() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/actuator/prometheus"))
                .header("Authorization", "Bearer " + Stack.shared().token("viewer"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
