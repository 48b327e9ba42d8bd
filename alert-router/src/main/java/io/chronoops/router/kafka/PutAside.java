package io.chronoops.router.kafka;

import io.chronoops.kit.wire.RegistryAway;
import io.chronoops.router.metrics.RouterMetrics;
import io.chronoops.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What no reader can read goes to its topic's dead letters, in the same transaction, and the partition goes on. */
public final class PutAside implements DeserializationExceptionHandler {
    static final String METRICS = "chronoops.router.metrics";
    private static final Logger LOG = LoggerFactory.getLogger(PutAside.class);
    private static final Map<String, String> KINDS = Map.of(Topics.BREACHES, "breach", Topics.EVENTS, "operation");

    private @Nullable RouterMetrics metrics;

    @Override
    public void configure(Map<String, ?> configs) {
        metrics = configs.get(METRICS) instanceof RouterMetrics given ? given : null;
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (RegistryAway.causes(exception)) {
            return Response.fail(); // the thread is replaced and reads it again
        }
        LOG.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .setCause(exception)
                .log("a record cannot be read: put aside");
        String kind = KINDS.get(record.topic());
        if (metrics != null) {
            metrics.input(kind == null ? "unknown" : kind, "dead_letter");
        }
        return Response.resume(kind == null ? List.of() : List.of(letter(record, exception)));
    }

    private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, Exception exception) {
        var letter = new ProducerRecord<>(Topics.dlt(record.topic()), 0, record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        letter.headers()
                .add("kafka_dlt-original-topic", text(record.topic()))
                .add(
                        "kafka_dlt-original-partition",
                        bytes(Integer.BYTES).putInt(record.partition()).array())
                .add(
                        "kafka_dlt-original-offset",
                        bytes(Long.BYTES).putLong(record.offset()).array())
                .add(
                        "kafka_dlt-original-timestamp",
                        bytes(Long.BYTES).putLong(record.timestamp()).array())
                .add("kafka_dlt-exception-fqcn", text(exception.getClass().getName()))
                .add("kafka_dlt-exception-message", text(String.valueOf(exception.getMessage())));
        return letter;
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
