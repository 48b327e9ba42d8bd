package io.chronoops.backup.replay;

import io.chronoops.backup.timeline.Commit;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.ops.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Another topic: each source transaction is one Kafka transaction. How far it has come, its newest end says itself. */
final class TopicTarget implements ReplayTarget {
    private static final int TRANSACTION_MILLIS = 600_000;
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final int LOOK_BACK = 256;

    private final KafkaProducer<String, SpecificRecord> producer;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final long position;
    private boolean open;

    private TopicTarget(KafkaProducer<String, SpecificRecord> producer, String topic, long position) {
        this.producer = producer;
        this.topic = topic;
        this.position = position;
    }

    /** Ends what a dead replay onto the topic had begun, and goes on behind what it had ended. */
    static TopicTarget open(String topic, String source, WireSettings wire) {
        Map<String, Object> settings = wire.producer();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "backup-service-replay-" + source + "-" + topic);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        var producer = new KafkaProducer<String, SpecificRecord>(settings);
        try {
            producer.initTransactions();
            return new TopicTarget(producer, topic, lastEnd(topic, wire));
        } catch (KafkaException e) {
            producer.close();
            throw failed(topic, e);
        }
    }

    /** The commit LSN of the newest end on the topic; 0: none. Looks back ever further, past what was aborted. */
    private static long lastEnd(String topic, WireSettings wire) {
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<String, ChangeEvent>(wire.consumer("backup-service-replay"))) {
            if (consumer.partitionsFor(topic).isEmpty()) {
                throw new OperationFailed(
                        Reason.NOT_FOUND,
                        "there is no topic " + topic,
                        "make it, with one partition, then replay again");
            }
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            for (long back = LOOK_BACK; ; back *= 4) {
                long from = Math.max(begin, end - back);
                long found = newestEnd(consumer, partition, from, end);
                if (found > 0 || from == begin) {
                    return found;
                }
            }
        }
    }

    private static long newestEnd(
            KafkaConsumer<String, ChangeEvent> consumer, TopicPartition partition, long from, long end) {
        consumer.seek(partition, from);
        long newest = 0;
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, ChangeEvent> record : consumer.poll(POLL)) {
                if (record.value().getEnd() != null) {
                    newest = Math.max(newest, record.value().getEnd().getLsn());
                }
            }
        }
        return newest;
    }

    @Override
    public boolean has(String table, long lsn) {
        return lsn <= position;
    }

    @Override
    public void take(ChangeEvent event) {
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
        var _ = producer.send(new ProducerRecord<>(topic, 0, null, event), (_, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    @Override
    public void commit(Commit commit) {
        try {
            producer.flush();
            FaultPoint.reached("replay.before-commit");
            producer.commitTransaction();
        } catch (KafkaException e) {
            Exception cause = failure.get();
            throw failed(topic, cause == null ? e : cause);
        }
        open = false;
        FaultPoint.reached("replay.after-commit");
    }

    private static OperationFailed failed(String topic, Exception cause) {
        return new OperationFailed(
                Reason.NOT_ALLOWED,
                "topic " + topic + " cannot be written: " + cause.getMessage(),
                "see that the topic is there and that backup-service may write it (its names begin with backup-service,"
                        + " or an ACL says so), then replay again: it goes on where it is",
                cause);
    }

    @Override
    public void finish() {
        // every commit was durable
    }

    /** What is open is aborted. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
