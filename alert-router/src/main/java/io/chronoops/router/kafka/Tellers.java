package io.chronoops.router.kafka;

import io.chronoops.alerts.Notification;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.router.delivery.Backoff;
import io.chronoops.router.delivery.Receiver;
import io.chronoops.router.delivery.TellReceiver;
import io.chronoops.router.kafka.ReceiverLoop.Who;
import io.chronoops.router.metrics.RouterMetrics;
import io.chronoops.router.view.Incidents;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes, for each receiver, the loop that tells it: its own group, its own transactions, so that none waits for another. */
final class Tellers {
    private static final int SESSION_MILLIS = 6_000;
    private static final int TRANSACTION_MILLIS = 10_000;

    private final WireSettings wire;
    private final Incidents view;
    private final Backoff backoff;
    private final RouterMetrics metrics;
    private final String firstTier;

    Tellers(WireSettings wire, Incidents view, Backoff backoff, RouterMetrics metrics, String firstTier) {
        this.wire = wire;
        this.view = view;
        this.backoff = backoff;
        this.metrics = metrics;
        this.firstTier = firstTier;
    }

    /** Tells this receiver until told to stop, or something fails. */
    void tell(Receiver receiver, BooleanSupplier running) {
        String id = Names.APPLICATION + "-delivery-" + receiver.name();
        try (var consumer = new KafkaConsumer<String, Notification>(consumer(id));
                var ledger = new KafkaLedger(
                        view, consumer, () -> new KafkaProducer<String, SpecificRecord>(producer(id)))) {
            var tell = new TellReceiver(receiver, ledger, backoff, Clock.systemUTC(), ThreadLocalRandom.current());
            var loop = new ReceiverLoop(new Who(receiver.name(), firstTier), consumer, ledger, tell, metrics);
            loop.subscribe();
            boolean busy = false;
            while (running.getAsBoolean()) {
                busy = loop.turn(busy);
            }
        }
    }

    private Map<String, Object> consumer(String group) {
        Map<String, Object> settings = wire.consumer(group);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 4);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        return settings;
    }

    private Map<String, Object> producer(String transactions) {
        Map<String, Object> settings = wire.producer();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactions);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        return settings;
    }
}
