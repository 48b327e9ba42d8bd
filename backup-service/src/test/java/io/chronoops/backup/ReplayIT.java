package io.chronoops.backup;

import static io.chronoops.backup.RunningService.psql;
import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Reason;
import io.chronoops.ops.ReplayCommand;
import io.chronoops.ops.RestoreCommand;
import io.chronoops.ops.Succeeded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log into another database and onto another topic: whole transactions, each once, whatever dies meanwhile. */
class ReplayIT {
    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        service.operate(
                "replayed",
                "CREATE TABLE pages (id serial PRIMARY KEY, url text, body text, score double precision, seen timestamptz)",
                "INSERT INTO pages (url, body) SELECT 'u' || i, repeat(md5(i::text), 20) FROM generate_series(1, 5000) i",
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent ON DELETE CASCADE)",
                "CREATE TABLE log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, x text)");
        assertThat(backup(BackupType.FULL).getSucceeded()).isNotNull();
    }

    @AfterAll
    static void stop() {
        service.remove("replayed");
        service.close();
    }

    private static OperationEvent backup(BackupType type) {
        return service.command(
                "replayed",
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(type).build()));
    }

    private static MaintenanceCommand replay(Consumer<ReplayCommand.Builder> what) {
        var replay = ReplayCommand.newBuilder();
        what.accept(replay);
        return Foreign.command("replayed", command -> command.setReplay(replay.build()));
    }

    private static OperationEvent ended(Consumer<ReplayCommand.Builder> what) throws Exception {
        MaintenanceCommand command = replay(what);
        Foreign.publish(command);
        return service.terminal(command.getId());
    }

    private static Succeeded done(Consumer<ReplayCommand.Builder> what) throws Exception {
        OperationEvent event = ended(what);
        assertThat(event.getSucceeded()).as("%s", event).isNotNull();
        return event.getSucceeded();
    }

    /** A database as of now, and the moment. */
    private static Instant copy(String name) throws IOException {
        assertThat(backup(BackupType.INCREMENTAL).getSucceeded()).isNotNull();
        OperationEvent restored = service.command(
                "replayed",
                command -> command.setRestore(RestoreCommand.newBuilder()
                        .setLatest(true)
                        .setInto(name)
                        .build()));
        assertThat(restored.getSucceeded()).as("%s", restored).isNotNull();
        return Instant.parse(restored.getSucceeded().getDetails().get("lastCommitAt"));
    }

    private static void sameRows(String copy) throws IOException {
        for (String table : List.of("pages", "parent", "child", "log")) {
            String digest = "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM " + table + " t";
            assertThat(psql(copy, "-c", digest)).as(table).isEqualTo(psql("replayed", "-c", digest));
        }
    }

    private static void work() throws Exception {
        psql(
                "replayed",
                "-c",
                "TRUNCATE parent, child",
                "-c",
                "INSERT INTO parent SELECT i FROM generate_series(1, 20) i; INSERT INTO child SELECT i, i FROM"
                        + " generate_series(1, 20) i",
                "-c",
                "DELETE FROM parent WHERE id <= 10",
                "-c",
                "INSERT INTO log (x) SELECT E'a\\'b {d} ? $1 ' || i FROM generate_series(1, 30) i",
                "-c",
                "UPDATE log SET x = repeat('y', 300000) WHERE id % 29 = 0",
                "-c",
                "DELETE FROM child WHERE parent = 20; UPDATE parent SET id = id + 100 WHERE id = 20",
                "-c",
                "UPDATE pages SET id = id + 100000 WHERE id % 500 = 0");
        try (var writer = new Writer("replayed", 11)) {
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> writer.committed() > 150);
        }
        assertThat(backup(BackupType.INCREMENTAL).getSucceeded()).isNotNull();
    }

    @Tag("faults")
    @Test
    void a_copy_catches_up_once_though_the_service_dies_twice_in_the_middle_and_asking_again_gives_nothing_twice()
            throws Exception {
        Instant from = copy("replay_copy");
        work();
        MaintenanceCommand command = replay(wish -> wish.setInto("replay_copy").setFrom(from));
        service.close();
        boolean published = false;
        for (String point : List.of("replay.before-commit", "replay.after-commit")) {
            try (var dying = new ChildService(
                    folder.resolve("repository"), Path.of("target", "replay-service.log"), point, 384)) {
                if (!published) {
                    Foreign.publish(command);
                    published = true;
                }
                dying.awaitDeath();
            }
        }
        service = new RunningService(folder.resolve("repository"));

        OperationEvent end = service.terminal(command.getId());
        assertThat(end.getSucceeded()).as("%s", end).isNotNull();
        assertThat(Foreign.allEventsOf(command.getId()))
                .filteredOn(Foreign::isTerminal)
                .hasSize(1);
        sameRows("replay_copy");
        assertThat(done(wish -> wish.setInto("replay_copy")).getDetails())
                .as("from the archive's begin, and all is there already")
                .containsEntry("changes", "0");
        psql("replayed", "-c", "INSERT INTO log (x) VALUES ('one more')");
        assertThat(backup(BackupType.INCREMENTAL).getSucceeded()).isNotNull();
        assertThat(done(wish -> wish.setInto("replay_copy").setTables(List.of("log")))
                        .getDetails())
                .containsEntry("changes", "1");
        sameRows("replay_copy");
    }

    @Test
    void a_target_that_does_not_fit_is_named_with_the_transaction_and_nothing_of_that_is_there() throws Exception {
        Instant from = copy("replay_misfit");
        psql("replayed", "-c", "INSERT INTO log (x) VALUES ('fits')");
        String xid = psql(
                        "replayed",
                        "-c",
                        "BEGIN",
                        "-c",
                        "INSERT INTO log (x) VALUES ('too'); UPDATE log SET x = 'new' WHERE x = 'fits'",
                        "-c",
                        "SELECT pg_current_xact_id()",
                        "-c",
                        "COMMIT")
                .strip();
        assertThat(backup(BackupType.INCREMENTAL).getSucceeded()).isNotNull();
        psql(
                "replay_misfit",
                "-c",
                "CREATE FUNCTION wipe() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN DELETE FROM log WHERE x = ''fits'';"
                        + " RETURN NEW; END'",
                "-c",
                "CREATE TRIGGER wipe BEFORE INSERT ON log FOR EACH ROW WHEN (NEW.x = 'too') EXECUTE FUNCTION wipe()",
                "-c",
                "ALTER TABLE log ENABLE ALWAYS TRIGGER wipe");

        OperationEvent refused = ended(wish -> wish.setInto("replay_misfit").setFrom(from));

        assertThat(refused.getFailed()).as("%s", refused).isNotNull();
        assertThat(refused.getFailed().getReason()).isEqualTo(Reason.MISMATCH);
        assertThat(refused.getFailed().getMessage())
                .contains("transaction " + xid + " cannot be replayed into replay_misfit: a row of public.log");
        assertThat(psql("replay_misfit", "-c", "SELECT x FROM log WHERE x IN ('fits', 'too', 'new')")
                        .strip())
                .isEqualTo("fits");
        psql("replay_misfit", "-c", "DROP TRIGGER wipe ON log");
        done(wish -> wish.setInto("replay_misfit"));
        assertThat(psql("replay_misfit", "-c", "SELECT x FROM log WHERE x IN ('fits', 'too', 'new') ORDER BY x")
                        .lines())
                .containsExactly("new", "too");
    }

    @Tag("faults")
    @Test
    void a_topic_gets_each_transaction_once_at_the_rate_asked_for_though_the_service_dies() throws Exception {
        String topic = "backup-service-replay-it";
        try (Admin admin = Admin.create(Foreign.client("admin", Map.of()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        assertThat(backup(BackupType.INCREMENTAL).getSucceeded()).isNotNull();
        Instant from = Instant.now();
        for (int i = 0; i < 6; i++) {
            psql(
                    "replayed",
                    "-c",
                    "INSERT INTO log (x) SELECT 'topic' FROM generate_series(1, 10)",
                    "-c",
                    "TRUNCATE child");
        }
        assertThat(backup(BackupType.INCREMENTAL).getSucceeded()).isNotNull();
        Consumer<ReplayCommand.Builder> what = wish ->
                wish.setTopic(topic).setFrom(from).setTables(List.of("log")).setRate(10);
        MaintenanceCommand command = replay(what);
        service.close();
        try (var dying = new ChildService(
                folder.resolve("repository"), Path.of("target", "replay-service.log"), "replay.after-commit", 384)) {
            Foreign.publish(command);
            dying.awaitDeath();
        }
        try (var dying = new ChildService(
                folder.resolve("repository"), Path.of("target", "replay-service.log"), "replay.before-commit", 384)) {
            dying.awaitDeath();
        }
        service = new RunningService(folder.resolve("repository"));

        OperationEvent end = service.terminal(command.getId());
        assertThat(end.getSucceeded()).as("%s", end).isNotNull();
        List<ChangeEvent> events = read(topic);
        assertThat(events).filteredOn(event -> event.getRow() != null).hasSize(60);
        assertThat(events).filteredOn(event -> event.getBegin() != null).hasSize(6);
        assertThat(events)
                .filteredOn(event -> event.getEnd() != null)
                .extracting(event -> event.getEnd().getXid())
                .doesNotHaveDuplicates()
                .hasSize(6);
        assertThat(events).noneMatch(event -> event.getTruncate() != null);
        Duration took = Duration.between(
                Foreign.eventsOf(command.getId()).stream()
                        .filter(event -> event.getStarted() != null)
                        .reduce((_, later) -> later)
                        .orElseThrow()
                        .getAt(),
                end.getAt());
        assertThat(took).as("50 changes at 10 a second").isGreaterThan(Duration.ofSeconds(4));
        assertThat(done(what).getDetails()).containsEntry("changes", "0");
    }

    @Test
    void nothing_goes_into_an_operated_database_or_onto_a_topic_of_ours() throws Exception {
        assertThat(ended(wish -> wish.setInto("replayed")).getRejected().getMessage())
                .contains("never an operated one, was \"replayed\"");
        assertThat(ended(wish -> wish.setTopic("chronoops.cdc.replayed"))
                        .getRejected()
                        .getMessage())
                .contains("not of Chrono Ops");
        assertThat(ended(_ -> {}).getRejected().getMessage()).contains("exactly one of into and topic");
        assertThat(ended(wish -> wish.setInto("replay_nowhere")).getFailed().getReason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    private static List<ChangeEvent> read(String topic) {
        List<ChangeEvent> events = new ArrayList<>();
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<String, ChangeEvent>(Foreign.client(
                "backup-service",
                Map.of(
                        "key.deserializer",
                        StringDeserializer.class,
                        "value.deserializer",
                        AvroKafkaDeserializer.class,
                        "isolation.level",
                        "read_committed")))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> events.add(record.value()));
            }
        }
        return events;
    }
}
