package io.chronoops.kit.wire;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** Client settings for this service's own Kafka clients: connection, security and the Avro serdes, all from configuration. */
public final class WireSettings {
    private static final int SESSION_MILLIS = 6_000;
    private static final String REGISTRY_URL = "apicurio.registry.url";
    private static final String AUTO_REGISTER = "apicurio.registry.auto-register";
    private static final String DATUMS = "apicurio.registry.avro-datum-provider";
    private static final String SPECIFIC = "apicurio.registry.use-specific-avro-reader";

    private final KafkaProperties kafka;
    private final RegistryProperties registry;

    /** Settings from Boot's Kafka properties and the registry's address. */
    public WireSettings(KafkaProperties kafka, RegistryProperties registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /** For a producer of Avro records that loses nothing: acks=all, idempotent. */
    public Map<String, Object> producer() {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, AvroKafkaSerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.putAll(serdeSettings());
        return settings;
    }

    /** For a producer of bytes already serialized. */
    public Map<String, Object> rawProducer() {
        Map<String, Object> settings = producer();
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** For a consumer of committed Avro records. */
    public Map<String, Object> consumer(String group) {
        Map<String, Object> settings = rawConsumer(group);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, AvroKafkaDeserializer.class);
        settings.putAll(serdeSettings());
        return settings;
    }

    /** For a consumer that decodes values itself. */
    public Map<String, Object> rawConsumer(String group) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // a consumer killed with kill -9 must not hold its partitions for the default 45 s
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 4);
        return settings;
    }

    /** For an admin client. */
    public Map<String, Object> admin() {
        return new HashMap<>(kafka.buildAdminProperties());
    }

    /** Connection and security only, for Kafka Streams. */
    public Map<String, Object> streams() {
        return new HashMap<>(kafka.buildStreamsProperties());
    }

    /** Avro values as this service's clients write them. */
    public Serializer<Object> serializer() {
        @SuppressWarnings("resource") // handed out: whoever asked closes it
        AvroKafkaSerializer<Object> serializer = new AvroKafkaSerializer<>();
        serializer.configure(serdeSettings(), false);
        return serializer;
    }

    /** Avro values as this service's clients read them. */
    public Deserializer<Object> deserializer() {
        @SuppressWarnings("resource") // handed out: whoever asked closes it
        AvroKafkaDeserializer<Object> deserializer = new AvroKafkaDeserializer<>();
        deserializer.configure(serdeSettings(), false);
        return deserializer;
    }

    /** Both ways for one type, for Kafka Streams. */
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        Serializer<Object> writer = serializer();
        Deserializer<Object> reader = deserializer();
        return Serdes.serdeFrom(
                (topic, value) -> writer.serialize(topic, value),
                (topic, bytes) -> type.cast(reader.deserialize(topic, bytes)));
    }

    /** What the Avro serdes themselves need. */
    public Map<String, Object> serdeSettings() {
        return BoundedSchemaResolver.in(Map.of(
                REGISTRY_URL, registry.url(), AUTO_REGISTER, true, SPECIFIC, true, DATUMS, RememberedDatums.class));
    }
}
