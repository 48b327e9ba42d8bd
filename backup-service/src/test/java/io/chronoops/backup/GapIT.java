package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.coverage.Coverage;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.schema.KnownSchemas;
import io.chronoops.ops.AddDatabaseCommand;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.stack.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slot that is gone or lost, a primary that failed over: the gap is told once, and a new base ends it by itself. */
class GapIT {
    private static final Stack STACK = Stack.shared();
    private static final String RENEW = "--chronoops.capture.renew-after=1s";
    private static final String ROWS = "SELECT count(*), sum(id), max(body) FROM pages";

    @TempDir
    static Path folder;

    private static void operate(RunningService service, String name) throws Exception {
        service.operate(
                name,
                "CREATE TABLE pages (id int PRIMARY KEY, body text)",
                "INSERT INTO pages SELECT i, 'before' FROM generate_series(1, 100) i");
        succeeded(service.command(
                name,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(BackupType.FULL).build())));
    }

    private static void succeeded(OperationEvent event) {
        assertThat(event.getSucceeded()).as("%s", event).isNotNull();
    }

    private static void seal(RunningService service, String name) {
        succeeded(service.command(
                name,
                command -> command.setBackup(BackupCommand.newBuilder()
                        .setType(BackupType.INCREMENTAL)
                        .build())));
    }

    /** What came of the gap: its one event, and the one base that was taken because of it. */
    private static OperationEvent toldOnceAndMended(String name) throws Exception {
        OperationEvent told = Foreign.eventsUntil(
                        event -> name.equals(event.getDatabase()) && event.getCoverageLost() != null)
                .getLast();
        OperationEvent base = Foreign.eventsUntil(event -> name.equals(event.getDatabase())
                        && event.getSucceeded() != null
                        && event.getSucceeded().getSummary().startsWith("full backup")
                        && event.getAt().isAfter(told.getAt()))
                .getLast();
        assertThat(Foreign.allEventsOf(told.getOperationId())).hasSize(1);
        assertThat(Foreign.allEventsOf(base.getOperationId()))
                .filteredOn(Foreign::isTerminal)
                .hasSize(1);
        return told;
    }

    private static void latestIsWhole(RunningService service, String name, String truth) throws Exception {
        String into = name + "_back";
        succeeded(service.command(
                name,
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setLatest(true)
                        .setInto(into)
                        .setVerify(true)
                        .build())));
        assertThat(psql(into, "-c", ROWS)).isEqualTo(truth);
    }

    private static List<Coverage.Interval> coverage(RunningService service, String name) throws Exception {
        return Coverage.of(
                        service.bean(Manifests.class).of(name),
                        service.bean(Segments.class).of(name),
                        service.bean(KnownSchemas.class).of(name))
                .getFirst()
                .intervals();
    }

    @Test
    void a_slot_that_somebody_drops_is_made_anew_and_the_gap_is_told_once_and_ended_by_a_base() throws Exception {
        try (var service = new RunningService(folder.resolve("repository"), RENEW)) {
            operate(service, "dropped");
            psql("dropped", "-c", "UPDATE pages SET body = 'captured' WHERE id = 1");
            seal(service, "dropped");
            psql(
                    "dropped",
                    "-c",
                    "SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots WHERE slot_name = 'chronoops_dropped'",
                    "-c",
                    "SELECT pg_drop_replication_slot('chronoops_dropped')",
                    "-c",
                    "INSERT INTO pages VALUES (1000, 'in the gap')");

            OperationEvent told = toldOnceAndMended("dropped");
            psql("dropped", "-c", "INSERT INTO pages VALUES (1001, 'zzz')");
            seal(service, "dropped");

            assertThat(told.getCoverageLost().getReason()).contains("chronoops_dropped was gone", "the archive ended");
            assertThat(told.getCoverageLost().getLsn()).isNotNull();
            assertThat(coverage(service, "dropped")).hasSize(2).first().satisfies(first -> assertThat(first.endedBy())
                    .contains("was gone"));
            latestIsWhole(service, "dropped", psql("dropped", "-c", ROWS));
            service.remove("dropped");
        }
    }

    @Tag("faults")
    @Test
    void a_slot_whose_wal_was_removed_is_made_anew_with_the_reason() throws Exception {
        try (var service = new RunningService(folder.resolve("repository"), RENEW)) {
            operate(service, "lost");
        }
        try {
            setting("max_slot_wal_keep_size = '16MB'");
            psql(
                    "lost",
                    "-c",
                    "CREATE TABLE filler AS SELECT repeat(md5(i::text), 30) AS x FROM generate_series(1, 100000) i");
            psql("lost", "-c", "SELECT pg_switch_wal()", "-c", "CHECKPOINT");
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> psql(
                            "lost",
                            "-c",
                            "CHECKPOINT",
                            "-c",
                            "SELECT wal_status FROM pg_replication_slots WHERE slot_name = 'chronoops_lost'")
                    .strip()
                    .equals("lost"));
        } finally {
            setting("max_slot_wal_keep_size = -1");
        }
        try (var service = new RunningService(folder.resolve("repository"), RENEW)) {
            OperationEvent told = toldOnceAndMended("lost");

            assertThat(told.getCoverageLost().getReason()).contains("was lost", "max_slot_wal_keep_size");
            latestIsWhole(service, "lost", psql("lost", "-c", ROWS));
            service.remove("lost");
        }
    }

    @Tag("faults")
    @Test
    void a_slot_that_keeps_more_than_the_policy_allows_is_dropped_and_made_anew_when_the_log_can_be_written_again()
            throws Exception {
        String slots = "SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'chronoops_bounded'";
        try (var service =
                new RunningService(folder.resolve("repository"), RENEW, "--chronoops.capture.drop-at=16MB")) {
            operate(service, "bounded");
            STACK.broker().kill();
            psql(
                    "bounded",
                    "-c",
                    "CREATE TABLE filler AS SELECT repeat(md5(i::text), 30) AS x FROM generate_series(1, 40000) i");
            Awaitility.await("the slot is dropped")
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> psql("bounded", "-c", slots).strip().equals("0"));
            STACK.broker().start();

            OperationEvent told = toldOnceAndMended("bounded");

            assertThat(told.getCoverageLost().getReason())
                    .contains("dropped before it filled the source's disk", "drop-at (16.8 MB)");
            assertThat(psql("bounded", "-c", slots).strip()).isEqualTo("1");
            latestIsWhole(service, "bounded", psql("bounded", "-c", ROWS));
            service.remove("bounded");
        }
    }

    private static void setting(String setting) throws Exception {
        psql("postgres", "-c", "ALTER SYSTEM SET " + setting, "-c", "SELECT pg_reload_conf()");
    }

    @Tag("faults")
    @Test
    void after_a_failover_the_chain_ends_at_the_switch_and_begins_anew_on_the_new_primary() throws Exception {
        try (var service = new RunningService(folder.resolve("repository"), RENEW);
                var relay = new PostgresRelay(STACK.operated().port())) {
            operate(service, "failover");
            succeeded(service.command(
                    "failover",
                    command -> command.setAddDatabase(
                            new AddDatabaseCommand("127.0.0.1", relay.port(), "failover", "prefer"))));
            try (var standby = new Standby(STACK.operated(), STACK.data().resolve("standby"))) {
                psql("failover", "-c", "INSERT INTO pages VALUES (1000, 'on both')");
                standby.catchUp(
                        psql("failover", "-c", "SELECT pg_current_wal_lsn()").strip());
                standby.cutOff();
                psql("failover", "-c", "INSERT INTO pages VALUES (2000, 'lost with the old primary')");
                seal(service, "failover");
                standby.promote();
                relay.next(new PostgresRelay.FailsOver(0, standby.port()));

                OperationEvent told = toldOnceAndMended("failover");

                assertThat(told.getCoverageLost().getReason()).contains("failover from timeline 1 to 2 at");
                assertThat(service.bean(Repository.class).list("failover/lost")).isNotEmpty();
                List<Segment> log = service.bean(Segments.class).of("failover");
                List<String> bodies = new ArrayList<>();
                new ArchiveReader(service.bean(Repository.class)).read(log, event -> {
                    if (event.getRow() != null) {
                        bodies.add(event.getRow().getValues().getLast());
                    }
                    return true;
                });
                assertThat(bodies).containsExactly("on both");
                assertThat(coverage(service, "failover")).hasSize(2);
                succeeded(service.command(
                        "failover",
                        command -> command.setRestore(RestoreCommand.newBuilder()
                                .setLatest(true)
                                .setInto("failover_back")
                                .setVerify(true)
                                .build())));
                assertThat(standby.ask("failover_back", "SELECT count(*) || ' ' || max(id) FROM pages"))
                        .isEqualTo("101 1000");
            } finally {
                relay.mend(STACK.operated().port());
            }
        }
    }
}
