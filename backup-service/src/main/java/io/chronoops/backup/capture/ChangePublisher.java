package io.chronoops.backup.capture;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes change events to a database's change log: each batch one Kafka transaction, under an id that fences any other writer. */
final class ChangePublisher implements AutoCloseable {
    private final KafkaProducer<String, SpecificRecord> producer;
    private final String topic;

    ChangePublisher(String database, Map<String, Object> settings) {
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "backup-service-capture-" + database);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 100); // the commit of a batch does not wait for it
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        // a broker or a topic that is gone is noticed soon: what is not written comes again from the slot
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        this.topic = Topics.cdc(database);
        this.producer = new KafkaProducer<>(settings);
        producer.initTransactions();
    }

    /** Writes these events; returns when they are committed: the offset of the last one, -1 where there is none. */
    long publish(List<ChangeEvent> events) throws InterruptedException {
        if (events.isEmpty()) {
            return -1;
        }
        try {
            producer.beginTransaction();
            Future<RecordMetadata> last = send(events.getFirst());
            for (ChangeEvent event : events.subList(1, events.size())) {
                last = send(event);
            }
            producer.commitTransaction(); // fails where any of them could not be written
            return last.get().offset();
        } catch (ExecutionException | KafkaException e) {
            throw new KafkaException("change events could not be written to " + topic, e);
        }
    }

    private Future<RecordMetadata> send(ChangeEvent event) {
        return producer.send(new ProducerRecord<>(topic, 0, null, event));
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(2));
    }
}
