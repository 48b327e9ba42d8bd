package io.chronoops.router.kafka;

import io.chronoops.router.metrics.RouterMetrics;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams that the router's promises rest on. */
final class StreamsSettings {
    private StreamsSettings() {}

    static Properties of(Map<String, Object> connection, TopologyProperties topology, RouterMetrics metrics) {
        var settings = new Properties();
        settings.putAll(connection);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Names.APPLICATION);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                topology.commitInterval().toMillis());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, topology.standbyReplicas());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.POLL_MS_CONFIG, topology.tick().toMillis());
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PutAside.class);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
        settings.put(PutAside.METRICS, metrics);
        int session = Math.toIntExact(topology.sessionTimeout().toMillis());
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 4);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return settings;
    }
}
