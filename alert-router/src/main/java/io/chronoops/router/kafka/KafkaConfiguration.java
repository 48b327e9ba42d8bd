package io.chronoops.router.kafka;

import io.chronoops.kit.wire.WireSettings;
import io.chronoops.router.delivery.Backoff;
import io.chronoops.router.delivery.Receivers;
import io.chronoops.router.metrics.RouterMetrics;
import io.chronoops.router.policy.Policy;
import io.chronoops.router.reconcile.Reconciliation;
import io.chronoops.router.view.AlertLog;
import io.chronoops.router.view.Incidents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Serde;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/** Wires the topology, the loops that tell receivers, and the reconciler. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopologyProperties.class)
public class KafkaConfiguration {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration GRACE = Duration.ofSeconds(30);

    @Bean
    RouterStreams routerStreams(
            WireSettings wire, Policy policy, TopologyProperties properties, RouterMetrics metrics) {
        var serdes = new AlertSerdes() {
            @Override
            public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
                return wire.serde(type);
            }
        };
        return new RouterStreams(
                () -> new RouterTopology(serdes, policy, properties.timing(), metrics).build(),
                StreamsSettings.of(wire.streams(), properties, metrics));
    }

    @Bean
    StreamsHealth streamsHealth(RouterStreams streams) {
        return new StreamsHealth(streams);
    }

    @Bean
    Incidents incidents(RouterStreams streams) {
        return new IncidentsFromViews(streams);
    }

    @Bean
    AlertLog alertLog(KafkaTemplate<String, SpecificRecord> kafka) {
        return new AlertLogTopic(kafka);
    }

    /** One thread a receiver. */
    @Bean
    LivesThreads tellers(
            WireSettings wire,
            RouterStreams streams,
            Incidents incidents,
            Policy policy,
            Backoff backoff,
            RouterMetrics metrics,
            Receivers receivers) {
        var tellers = new Tellers(
                wire, incidents, backoff, metrics, policy.tiers().getFirst().name());
        return new LivesThreads(receivers.all().stream()
                .map(receiver -> new LivesThread(
                        "tell-" + receiver.name(), streams::ready, running -> tellers.tell(receiver, running)))
                .toList());
    }

    @Bean
    Reconciliation reconciliation() {
        return new Reconciliation(WINDOW, GRACE);
    }

    @Bean
    SmartLifecycle reconciler(WireSettings wire, RouterStreams streams, Reconciliation reconciliation, Clock clock) {
        return new LivesThread("reconcile", streams::ready, running -> {
            Map<String, Object> settings = new HashMap<>(wire.rawConsumer(Names.APPLICATION + "-reconcile"));
            settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
            try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
                Instant from = clock.instant().minus(WINDOW);
                reconciliation.restart();
                new ReconcileReader(consumer, wire.deserializer(), reconciliation).follow(from, running);
            }
        });
    }
}
