package io.chronoops.router;

import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.chronoops.kit.wire.BoundedSchemaResolver;
import io.chronoops.monitor.Breach;
import io.chronoops.ops.OperationEvent;
import io.chronoops.stack.Stack;
import io.chronoops.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What other services publish, each as itself. */
final class OtherServices implements AutoCloseable {
    private final AvroKafkaSerializer<Object> avro = new AvroKafkaSerializer<>();
    private final KafkaProducer<String, byte[]> monitor;
    private final KafkaProducer<String, byte[]> backup;

    OtherServices(Stack stack) {
        avro.configure(
                Map.of(
                        "apicurio.registry.url",
                        stack.registryUrl(),
                        "apicurio.registry.auto-register",
                        true,
                        "apicurio.registry.schema-resolver",
                        BoundedSchemaResolver.class.getName()),
                false);
        monitor = new KafkaProducer<>(settings(stack, "monitor-service"));
        backup = new KafkaProducer<>(settings(stack, "backup-service"));
    }

    private static Map<String, Object> settings(Stack stack, String principal) {
        Map<String, Object> settings = new HashMap<>(stack.kafkaProperties(principal));
        settings.put("key.serializer", StringSerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        return settings;
    }

    void publish(Breach breach) {
        String key = breach.getRule() + "|" + breach.getDatabase() + "|" + breach.getSubject();
        send(monitor, Topics.BREACHES, key, avro.serialize(Topics.BREACHES, breach));
    }

    void publish(OperationEvent event) {
        send(backup, Topics.EVENTS, event.getOperationId(), avro.serialize(Topics.EVENTS, event));
    }

    /** A breach that no reader can read. */
    void publishGarbage(byte[] bytes) {
        send(monitor, Topics.BREACHES, "garbage", bytes);
    }

    private static void send(KafkaProducer<String, byte[]> producer, String topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        monitor.close();
        backup.close();
        avro.close();
    }
}
