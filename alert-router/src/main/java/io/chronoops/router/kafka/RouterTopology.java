package io.chronoops.router.kafka;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.Delivery;
import io.chronoops.alerts.Incident;
import io.chronoops.alerts.Notification;
import io.chronoops.monitor.Breach;
import io.chronoops.ops.OperationEvent;
import io.chronoops.router.inbound.TranslateBreach;
import io.chronoops.router.inbound.TranslateOperation;
import io.chronoops.router.metrics.RouterMetrics;
import io.chronoops.router.policy.Policy;
import io.chronoops.topics.Topics;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Breaches and operation events → alert log → decision → incidents and notifications; and the views for REST. */
public final class RouterTopology {
    private static final String DECIDE = "decide";

    private final AlertSerdes serdes;
    private final Policy policy;
    private final Timing timing;
    private final RouterMetrics metrics;
    private final Topology topology = new Topology();

    /** With the configured policy. */
    public RouterTopology(AlertSerdes serdes, Policy policy, Timing timing, RouterMetrics metrics) {
        this.serdes = serdes;
        this.policy = policy;
        this.timing = timing;
        this.metrics = metrics;
    }

    /** The whole of it. */
    public Topology build() {
        inbound("breach", Topics.BREACHES, Breach.class, TranslateBreach::translate);
        inbound("operation", Topics.EVENTS, OperationEvent.class, TranslateOperation::translate);
        decision();
        view(Names.INCIDENTS_VIEW, Topics.INCIDENTS, Incident.class, Incident::getId);
        view(Names.NOTIFICATIONS_VIEW, Topics.NOTIFICATIONS, Notification.class, Notification::getId);
        view(Names.DELIVERIES_VIEW, Topics.DELIVERIES, Delivery.class, Delivery::getNotificationId);
        return topology;
    }

    private <V extends SpecificRecord> void inbound(
            String kind, String topic, Class<V> type, Function<V, io.chronoops.router.inbound.Translation> translate) {
        topology.addSource(topic, new StringDeserializer(), serdes.of(type).deserializer(), topic);
        topology.addProcessor(kind, () -> new ToLog<>(kind, translate, metrics), topic);
        sink(kind + "-to-log", Topics.ALERTS_LOG, AlertEvent.class, kind);
    }

    private void decision() {
        topology.addSource(
                Topics.ALERTS_LOG,
                new StringDeserializer(),
                serdes.of(AlertEvent.class).deserializer(),
                Topics.ALERTS_LOG);
        topology.addProcessor(DECIDE, () -> new DecideOnLog(policy, timing, metrics), Topics.ALERTS_LOG);
        for (String name : List.of(Names.OUTCOMES, Names.LIVE, Names.POLICIES, Names.TIMERS)) {
            topology.addStateStore(store(name, Serdes.String()), DECIDE);
        }
        topology.addStateStore(store(Names.INCIDENTS, serdes.of(Incident.class)), DECIDE);
        sink(Names.TO_INCIDENTS, Topics.INCIDENTS, Incident.class, DECIDE);
        sink(Names.TO_NOTIFICATIONS, Topics.NOTIFICATIONS, Notification.class, DECIDE);
        sink(Names.TO_LOG, Topics.ALERTS_LOG, AlertEvent.class, DECIDE);
    }

    /** On every instance, from a topic's beginning. */
    private <V extends SpecificRecord> void view(String name, String topic, Class<V> type, Function<V, String> id) {
        ProcessorSupplier<String, V, Void, Void> keep = () -> new KeepNewest<>(name, id);
        topology.addGlobalStore(
                store(name, serdes.of(type)).withLoggingDisabled(),
                name + "-source",
                new StringDeserializer(),
                serdes.of(type).deserializer(),
                topic,
                name + "-keep",
                keep);
    }

    private <V extends SpecificRecord> void sink(String name, String topic, Class<V> type, String parent) {
        topology.addSink(name, topic, new StringSerializer(), serdes.of(type).serializer(), parent);
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }
}
