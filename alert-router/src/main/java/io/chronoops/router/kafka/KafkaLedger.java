package io.chronoops.router.kafka;

import io.chronoops.alerts.Delivery;
import io.chronoops.alerts.DeliveryState;
import io.chronoops.router.delivery.Ledger;
import io.chronoops.router.view.Incidents;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The ledger on chronoops.alerts.deliveries: one transaction for the intent, one for the outcome with the offset. */
final class KafkaLedger implements Ledger, AutoCloseable {
    private static final TopicPartition NOTIFICATIONS = new TopicPartition(Topics.NOTIFICATIONS, 0);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Incidents view;
    private final Consumer<?, ?> consumer;
    private final Supplier<Producer<String, SpecificRecord>> producers;
    private @Nullable Producer<String, SpecificRecord> producer;

    /** Writes with transactional producers, one for each time that this instance is the one to write. */
    KafkaLedger(Incidents view, Consumer<?, ?> consumer, Supplier<Producer<String, SpecificRecord>> producers) {
        this.view = view;
        this.consumer = consumer;
        this.producers = producers;
    }

    /** From here on this instance writes; whoever wrote for this receiver before is fenced. */
    void open() {
        close();
        var opened = producers.get();
        producer = opened;
        opened.initTransactions();
    }

    @Override
    public Optional<Delivery> last(String notificationId) {
        return view.delivery(notificationId);
    }

    @Override
    public void intend(Attempt attempt) {
        var writer = writer();
        writer.beginTransaction();
        var _ = writer.send(line(attempt, DeliveryState.INTENT, "")); // the commit tells whether it failed
        writer.commitTransaction();
    }

    @Override
    public void settle(Attempt attempt, DeliveryState state, String answer, long settledBefore) {
        var writer = writer();
        writer.beginTransaction();
        var _ = writer.send(line(attempt, state, answer)); // the commit tells whether it failed
        writer.sendOffsetsToTransaction(
                Map.of(NOTIFICATIONS, new OffsetAndMetadata(settledBefore)), consumer.groupMetadata());
        writer.commitTransaction();
    }

    private Producer<String, SpecificRecord> writer() {
        return Objects.requireNonNull(producer, "another instance writes the ledger");
    }

    private static ProducerRecord<String, SpecificRecord> line(Attempt attempt, DeliveryState state, String answer) {
        var notification = attempt.notification();
        var delivery = Delivery.newBuilder()
                .setId(Uuid7.next())
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setSource(Names.APPLICATION)
                .setCauseId(notification.getId())
                .setNotificationId(notification.getId())
                .setIncidentId(notification.getIncidentId())
                .setReceiver(notification.getReceiver())
                .setState(state)
                .setAttempt(attempt.number())
                .setAnswer(answer)
                .build();
        return new ProducerRecord<>(Topics.DELIVERIES, notification.getIncidentId(), delivery);
    }

    @Override
    public void close() {
        var last = producer;
        producer = null;
        if (last != null) {
            last.close(CLOSE);
        }
    }
}
