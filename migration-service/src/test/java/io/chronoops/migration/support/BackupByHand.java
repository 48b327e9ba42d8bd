package io.chronoops.migration.support;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.chronoops.kit.wire.BoundedSchemaResolver;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.BackupVerified;
import io.chronoops.ops.DatabaseEvent;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.ops.Started;
import io.chronoops.ops.Succeeded;
import io.chronoops.stack.Stack;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What backup-service would say on the topics, said by hand over a real broker. */
public final class BackupByHand implements AutoCloseable {
    private final KafkaProducer<String, SpecificRecord> producer;

    /** Speaks as backup-service. */
    public BackupByHand() {
        Map<String, Object> settings = settings("backup-service");
        settings.put("key.serializer", StringSerializer.class);
        settings.put("value.serializer", AvroKafkaSerializer.class);
        this.producer = new KafkaProducer<>(settings);
    }

    private static Map<String, Object> settings(String principal) {
        var settings = new HashMap<String, Object>(Stack.shared().kafkaProperties(principal));
        settings.put("apicurio.registry.url", Stack.shared().registryUrl());
        settings.put("apicurio.registry.auto-register", true);
        settings.put("apicurio.registry.use-specific-avro-reader", true);
        // Apicurio's own waits for ever on a connection that has gone
        settings.put("apicurio.registry.schema-resolver", BoundedSchemaResolver.class.getName());
        return settings;
    }

    /** Says that this database is operated. */
    public void operates(ScrapePages pages, String name) {
        send(
                Topics.DATABASES,
                name,
                new DatabaseEvent(
                        Uuid7.next(),
                        now(),
                        "test",
                        null,
                        null,
                        name,
                        pages.server().host(),
                        pages.server().port(),
                        pages.database(),
                        "disable"));
    }

    /** Says that a full backup was taken; its id. */
    public String took(String database) {
        String id = Uuid7.next();
        ended(database, id);
        return id;
    }

    /** Says that the backup with this operation id was taken. */
    public void ended(String database, String id) {
        event(database, id, event -> event.setStarted(new Started(1)));
        event(
                database,
                id,
                event -> event.setSucceeded(new Succeeded("taken by hand", Map.of("type", "FULL", "backupId", id))));
    }

    /** Says that each byte of it was read again. */
    public void verified(String database, String backup) {
        event(database, backup, event -> event.setBackupVerified(new BackupVerified(backup, 1L, 1L)));
    }

    private void event(String database, String operation, Consumer<OperationEvent.Builder> what) {
        var event = OperationEvent.newBuilder()
                .setId(Uuid7.next())
                .setAt(now())
                .setSource("test")
                .setOperationId(operation)
                .setCommandType("backup")
                .setDatabase(database);
        what.accept(event);
        send(Topics.EVENTS, operation, event.build());
    }

    private void send(String topic, String key, SpecificRecord value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All full backups commanded for a database so far, doubled ones twice. */
    public static List<String> commanded(String database) {
        return all(Topics.COMMANDS, MaintenanceCommand.class).stream()
                .filter(command -> database.equals(command.getDatabase()))
                .filter(command ->
                        command.getBackup() != null && command.getBackup().getType() == BackupType.FULL)
                .map(MaintenanceCommand::getId)
                .toList();
    }

    /** All events of an operation so far. */
    public static List<OperationEvent> events(String operation) {
        return all(Topics.EVENTS, OperationEvent.class).stream()
                .filter(event -> event.getOperationId().equals(operation))
                .toList();
    }

    private static <T> List<T> all(String topic, Class<T> type) {
        Map<String, Object> settings = settings("admin");
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", AvroKafkaDeserializer.class);
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<String, Object>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var found = new ArrayList<T>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(type.cast(record.value())));
            }
            return found;
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
