package io.chronoops.endtoend.bench;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.stack.Stack;
import io.chronoops.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The dataset's change log, read from its end on as monitor-service would. */
final class ChangeLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, ChangeEvent> consumer;
    private final TopicPartition partition = new TopicPartition(Topics.cdc(Dataset.DATABASE), 0);

    ChangeLog(Stack stack) {
        Map<String, Object> settings = new HashMap<>(stack.kafkaProperties("monitor-service"));
        settings.put("apicurio.registry.url", stack.registryUrl());
        settings.put("apicurio.registry.use-specific-avro-reader", true);
        settings.put("apicurio.registry.check-period-ms", Duration.ofDays(1).toMillis()); // a schema never changes
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", 100);
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", AvroKafkaDeserializer.class);
        consumer = new KafkaConsumer<>(settings);
        consumer.assign(List.of(partition));
    }

    void seekToEnd() {
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition); // now, not at the first poll
    }

    /** When the first transaction was written after a capture had opened anew. */
    Instant firstAfterOpening() {
        while (true) {
            for (var record : consumer.poll(POLL)) {
                if (record.value().getBegin() != null) return Instant.ofEpochMilli(record.timestamp());
            }
        }
    }

    /** Hands over what has come, with the moment at which it came. */
    void poll(BiConsumer<ChangeEvent, Instant> taker) {
        var records = consumer.poll(POLL);
        Instant now = Instant.now();
        records.forEach(record -> taker.accept(record.value(), now));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
