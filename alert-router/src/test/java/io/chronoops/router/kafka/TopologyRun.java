package io.chronoops.router.kafka;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.Incident;
import io.chronoops.alerts.Notification;
import io.chronoops.monitor.Breach;
import io.chronoops.ops.OperationEvent;
import io.chronoops.router.metrics.RouterMetrics;
import io.chronoops.router.policy.Policy;
import io.chronoops.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The topology without a broker, its clock in hand. */
final class TopologyRun implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
    private static final PlainSerdes SERDES = new PlainSerdes();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TestInputTopic<String, Breach> breaches;
    final TestInputTopic<String, OperationEvent> operations;
    final TestInputTopic<String, AlertEvent> log;
    private final TestOutputTopic<String, Incident> incidents;
    private final TestOutputTopic<String, Notification> notifications;
    private final TopologyTestDriver driver;
    private Instant now = START;

    TopologyRun(Policy policy, Path state) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, Names.APPLICATION);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        var timing = new Timing(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofDays(30));
        var metrics = new RouterMetrics(meters, List.of("devops", "dba"));
        driver = new TopologyTestDriver(new RouterTopology(SERDES, policy, timing, metrics).build(), config, START);
        breaches = in(Topics.BREACHES, Breach.class);
        operations = in(Topics.EVENTS, OperationEvent.class);
        log = in(Topics.ALERTS_LOG, AlertEvent.class);
        incidents = out(Topics.INCIDENTS, Incident.class);
        notifications = out(Topics.NOTIFICATIONS, Notification.class);
        pass(Duration.ofMillis(100));
    }

    /** Time goes on, and its timers fire. */
    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    Instant now() {
        return now;
    }

    /** Notifications since the last look. */
    List<Notification> notifications() {
        return notifications.readValuesToList();
    }

    /** The newest state of an incident since the last look. */
    Incident incident() {
        return incidents.readValuesToList().getLast();
    }

    double inputs(String kind, String outcome) {
        return meters.counter("chronoops.router.inputs", "kind", kind, "outcome", outcome)
                .count();
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> in(String topic, Class<V> type) {
        return driver.createInputTopic(
                topic, new StringSerializer(), SERDES.of(type).serializer());
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> out(String topic, Class<V> type) {
        return driver.createOutputTopic(
                topic, new StringDeserializer(), SERDES.of(type).deserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
