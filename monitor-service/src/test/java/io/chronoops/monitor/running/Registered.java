package io.chronoops.monitor.running;

import io.chronoops.ops.DatabaseEvent;
import io.chronoops.stack.Stack;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts databases on the log as backup-service does. */
public final class Registered {
    private static final String BACKUP = "backup-service";

    private Registered() {}

    /** A database of the operated server is operated from now on. */
    public static void database(String name, String dbname) {
        Stack stack = Stack.shared();
        stack.operated().createDatabase(dbname);
        stack.operated().writeSecrets(name);
        send(
                name,
                DatabaseEvent.newBuilder()
                        .setId(Uuid7.next())
                        .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                        .setSource("test")
                        .setName(name)
                        .setHost(stack.operated().host())
                        .setPort(stack.operated().port())
                        .setDbname(dbname)
                        .setSslmode("disable")
                        .build());
    }

    /** It is no more. */
    public static void removed(String name) {
        try (var producer =
                new KafkaProducer<String, SpecificRecord>(Wires.of(BACKUP).producer())) {
            producer.send(new ProducerRecord<>(Topics.DATABASES, name, null)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its change log. */
    public static void changeLog(String name) {
        var spec = Topics.cdcSpec(name);
        try (Admin admin = Admin.create(Wires.of(BACKUP).admin())) {
            admin.createTopics(List.of(new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config())))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(String name, SpecificRecord event) {
        try (var producer =
                new KafkaProducer<String, SpecificRecord>(Wires.of(BACKUP).producer())) {
            producer.send(new ProducerRecord<>(Topics.DATABASES, name, event)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
