package io.chronoops.backup.capture;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes change events to a database's change log: each batch one Kafka transaction, under an id that fences any other writer. */
final class ChangePublisher implements AutoCloseable {
    private final KafkaProducer<String, SpecificRecord> producer;
    private final String topic;

    ChangePublisher(String database, Map<String, Object> settings) {
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "backup-service-capture-" + database);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        this.topic = Topics.cdc(database);
        this.producer = new KafkaProducer<>(settings);
        producer.initTransactions();
    }

    /** Writes these events; returns when they are committed. */
    void publish(List<ChangeEvent> events) throws InterruptedException {
        if (events.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        List<Future<?>> sent = new ArrayList<>(events.size());
        for (ChangeEvent event : events) {
            sent.add(producer.send(new ProducerRecord<>(topic, 0, null, event)));
        }
        for (Future<?> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new KafkaException("a change event could not be written to " + topic, e.getCause());
            }
        }
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(2));
    }
}
