package io.chronoops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.chronoops.kit.wire.BoundedSchemaResolver;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
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
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another team's service: it has the schemas, a Kafka client and a serializer of its own, nothing else of ours. */
final class Foreign {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Foreign() {}

    static Map<String, Object> client(String principal, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Stack.shared().kafkaProperties(principal));
        settings.put("apicurio.registry.url", Stack.shared().registryUrl());
        settings.put("apicurio.registry.auto-register", true);
        settings.put("apicurio.registry.use-specific-avro-reader", true);
        // Apicurio's own waits for ever on a connection that has gone
        settings.put("apicurio.registry.schema-resolver", BoundedSchemaResolver.class.getName());
        settings.putAll(more);
        return settings;
    }

    static MaintenanceCommand command(String database, Consumer<MaintenanceCommand.Builder> what) {
        var builder = MaintenanceCommand.newBuilder()
                .setId(Uuid7.next())
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setSource("a foreign service")
                .setDatabase(database);
        what.accept(builder);
        return builder.build();
    }

    static void publish(MaintenanceCommand command) throws InterruptedException, ExecutionException {
        try (var producer = new KafkaProducer<String, Object>(client(
                "publisher",
                Map.of(
                        "key.serializer",
                        StringSerializer.class,
                        "value.serializer",
                        AvroKafkaSerializer.class,
                        "acks",
                        "all")))) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, command.getDatabase(), command))
                    .get();
        }
    }

    static void publishBytes(String principal, String key, byte[] value)
            throws InterruptedException, ExecutionException {
        try (var producer = new KafkaProducer<String, byte[]>(client(
                principal,
                Map.of(
                        "key.serializer",
                        StringSerializer.class,
                        "value.serializer",
                        ByteArraySerializer.class,
                        "acks",
                        "all")))) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, key, value)).get();
        }
    }

    /** Committed events of ops.events, from its beginning, until one fits; all that came before it included. */
    static List<OperationEvent> eventsUntil(Predicate<OperationEvent> last) {
        List<OperationEvent> events = new ArrayList<>();
        read("publisher", Topics.EVENTS, AvroKafkaDeserializer.class, record -> {
            if (record.value() instanceof OperationEvent event) {
                events.add(event);
                return last.test(event);
            }
            return false;
        });
        return events;
    }

    /** The events of one operation up to its terminal one. */
    static List<OperationEvent> eventsOf(String operationId) {
        return eventsUntil(event -> event.getOperationId().equals(operationId) && isTerminal(event)).stream()
                .filter(event -> event.getOperationId().equals(operationId))
                .toList();
    }

    /** Every event of one operation that is on the topic now, those after its terminal one too. */
    static List<OperationEvent> allEventsOf(String operationId) throws InterruptedException, ExecutionException {
        MaintenanceCommand sentinel = command("sentinel-" + Uuid7.next().substring(0, 8), _ -> {});
        publish(sentinel);
        eventsOf(sentinel.getId());
        List<OperationEvent> events = new ArrayList<>();
        readToTheEnd(Topics.EVENTS, event -> {
            if (event.getOperationId().equals(operationId)) {
                events.add(event);
            }
        });
        return events;
    }

    /** Publishes it and waits until it is done. */
    static void succeeds(MaintenanceCommand command) throws InterruptedException, ExecutionException {
        publish(command);
        OperationEvent end = eventsOf(command.getId()).getLast();
        assertThat(end.getSucceeded()).as("%s", end).isNotNull();
    }

    static boolean isTerminal(OperationEvent event) {
        return event.getSucceeded() != null
                || event.getFailed() != null
                || event.getCancelled() != null
                || event.getRejected() != null;
    }

    /** Raw values of a topic's dead letters until one fits. */
    static void awaitDeadLetter(Predicate<byte[]> fits) {
        read(
                "admin",
                Topics.dlt(Topics.COMMANDS),
                ByteArrayDeserializer.class,
                record -> record.value() instanceof byte[] bytes && fits.test(bytes));
    }

    /** All partitions, each up to where it ends now. */
    private static void readToTheEnd(String topic, Consumer<OperationEvent> taker) {
        try (var consumer = consumer("publisher", AvroKafkaDeserializer.class)) {
            List<TopicPartition> partitions = assign(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.value() instanceof OperationEvent event) {
                        taker.accept(event);
                    }
                }
            }
        }
    }

    private static KafkaConsumer<String, Object> consumer(String principal, Class<?> values) {
        return new KafkaConsumer<>(client(
                principal,
                Map.of(
                        "key.deserializer",
                        StringDeserializer.class,
                        "value.deserializer",
                        values,
                        "isolation.level",
                        "read_committed")));
    }

    private static List<TopicPartition> assign(KafkaConsumer<String, Object> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private static void read(
            String principal, String topic, Class<?> values, Predicate<ConsumerRecord<String, Object>> last) {
        try (var consumer = consumer(principal, values)) {
            assign(consumer, topic);
            Instant until = Instant.now().plus(PATIENCE);
            boolean found = false;
            while (!found) {
                if (Instant.now().isAfter(until)) {
                    throw new AssertionError("what was waited for on " + topic + " did not come within " + PATIENCE);
                }
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    found |= last.test(record);
                }
            }
        }
    }
}
