package io.chronoops.stack;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.VerifyCommand;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes and reads commands as a foreign service does: its own client, Apicurio's serde, nothing of ours but the schemas. */
record Commands(Stack stack) {
    private static final Duration POLL = Duration.ofMillis(200);

    static MaintenanceCommand verify() {
        return MaintenanceCommand.newBuilder()
                .setId(Uuid7.next())
                .setAt(Instant.now())
                .setSource("test")
                .setVerify(VerifyCommand.newBuilder().build())
                .build();
    }

    /** Publishes to the topic as the principal, and waits until the broker has it. */
    void publish(String principal, String topic, MaintenanceCommand command)
            throws ExecutionException, InterruptedException {
        publish(stack.kafkaProperties(principal), topic, command);
    }

    void publish(Map<String, Object> login, String topic, MaintenanceCommand command)
            throws ExecutionException, InterruptedException {
        var properties = new HashMap<>(login);
        properties.put("apicurio.registry.url", stack.registryUrl());
        properties.put("apicurio.registry.auto-register", true);
        properties.put("key.serializer", StringSerializer.class);
        properties.put("value.serializer", AvroKafkaSerializer.class);
        properties.put("max.block.ms", 15_000);
        try (var producer = new KafkaProducer<String, MaintenanceCommand>(properties)) {
            producer.send(new ProducerRecord<>(topic, "db", command)).get();
        }
    }

    /** Ids of all commands on the topic, as backup-service reads them. */
    List<String> ids() {
        return all(AvroKafkaDeserializer.class, (MaintenanceCommand command) -> command.getId());
    }

    /** The ids of schemas in the payloads on the topic: Confluent's magic byte, then four bytes. */
    List<Integer> schemaIds() {
        return all(ByteArrayDeserializer.class, (byte[] payload) -> {
            if (payload[0] != 0) throw new IllegalStateException("no magic byte");
            return ByteBuffer.wrap(payload, 1, Integer.BYTES).getInt();
        });
    }

    private <V, T> List<T> all(Class<?> deserializer, Function<V, T> each) {
        var properties = new HashMap<>(stack.kafkaProperties("backup-service"));
        properties.put("apicurio.registry.url", stack.registryUrl());
        properties.put("apicurio.registry.use-specific-avro-reader", true);
        properties.put("key.deserializer", StringDeserializer.class);
        properties.put("value.deserializer", deserializer);
        try (var consumer = new KafkaConsumer<String, V>(properties)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMMANDS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<T>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(POLL).forEach(message -> found.add(each.apply(message.value())));
            }
            return found;
        }
    }
}
