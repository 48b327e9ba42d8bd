package io.chronoops.endtoend.foreign;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.OperationEvent;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes maintenance commands and reads what becomes of them; logs in to Kafka as its own principal. */
public final class Publisher implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaProducer<String, Object> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroKafkaDeserializer<Object> avro = new AvroKafkaDeserializer<>();
    /** What there is to read of each operation, the newest first: that one tells its end, if one does. */
    private final Map<String, Deque<byte[]>> told = new HashMap<>();

    /** With what a Kafka client of this service is told, and the registry's address. */
    public Publisher(Map<String, Object> kafka, String registryUrl) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("apicurio.registry.url", registryUrl);
        settings.put("apicurio.registry.auto-register", true);
        settings.put("apicurio.registry.use-specific-avro-reader", true);
        settings.put("apicurio.registry.check-period-ms", Duration.ofDays(1).toMillis()); // a schema never changes
        settings.put("acks", "all");
        settings.put("linger.ms", 0); // it waits for each
        settings.put("isolation.level", "read_committed");
        settings.put("key.serializer", StringSerializer.class);
        settings.put("value.serializer", AvroKafkaSerializer.class);
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        avro.configure(settings, false);
        producer = new KafkaProducer<>(settings);
        consumer = new KafkaConsumer<>(settings);
        var partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Publishes a command about a database; its id is the operation's. */
    public String publish(String database, Consumer<MaintenanceCommand.Builder> what) {
        var builder = MaintenanceCommand.newBuilder()
                .setId(Uuid7.next())
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setSource("scrape-planner")
                .setDatabase(database);
        what.accept(builder);
        MaintenanceCommand command = builder.build();
        try {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, database, command))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the command was not taken by Kafka", e.getCause());
        }
        return command.getId();
    }

    /** The event that ends the operation: succeeded, failed, cancelled or rejected. */
    public OperationEvent terminal(String operation, Duration within) {
        Instant until = Instant.now().plus(within);
        while (true) {
            for (byte[] one : told.getOrDefault(operation, new ArrayDeque<>())) {
                if (avro.deserialize(Topics.EVENTS, one) instanceof OperationEvent event && isTerminal(event)) {
                    told.put(operation, new ArrayDeque<>(List.of(one)));
                    return event;
                }
            }
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("operation " + operation + " did not end within " + within);
            }
            for (var record : consumer.poll(POLL)) {
                told.computeIfAbsent(record.key(), _ -> new ArrayDeque<>()).push(record.value());
            }
        }
    }

    private static boolean isTerminal(OperationEvent event) {
        return event.getSucceeded() != null
                || event.getFailed() != null
                || event.getCancelled() != null
                || event.getRejected() != null;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        consumer.close();
        avro.close();
    }
}
