package io.chronoops.router.kafka;

import io.chronoops.alerts.DeliveryState;
import io.chronoops.alerts.Notification;
import io.chronoops.alerts.NotificationAction;
import io.chronoops.kit.wire.RegistryAway;
import io.chronoops.router.delivery.TellReceiver;
import io.chronoops.router.delivery.TellReceiver.Told;
import io.chronoops.router.metrics.RouterMetrics;
import io.chronoops.topics.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of a receiver's consumer: reads notifications, tells the receiver its own, commits what is settled. */
final class ReceiverLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverLoop.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.NOTIFICATIONS, 0);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int ENOUGH = 1000;

    private final String receiver;
    private final String firstTier;
    private final Consumer<String, Notification> consumer;
    private final KafkaLedger ledger;
    private final TellReceiver tell;
    private final RouterMetrics metrics;
    private boolean assigned;
    private long committed = -1;

    ReceiverLoop(
            Who who,
            Consumer<String, Notification> consumer,
            KafkaLedger ledger,
            TellReceiver tell,
            RouterMetrics metrics) {
        this.receiver = who.receiver();
        this.firstTier = who.firstTier();
        this.consumer = consumer;
        this.ledger = ledger;
        this.tell = tell;
        this.metrics = metrics;
    }

    /** Whom it tells, and the tier whose pages are the first of an incident. */
    record Who(String receiver, String firstTier) {}

    void subscribe() {
        consumer.subscribe(List.of(Topics.NOTIFICATIONS), this);
    }

    /** Reads what there is and tells one thing; returns whether there was one to tell. */
    boolean turn(boolean busy) {
        read(busy ? Duration.ZERO : POLL);
        if (!assigned) {
            return false;
        }
        long position = consumer.position(PARTITION);
        Optional<Told> told = tell.next(position);
        told.ifPresent(this::count);
        if (told.isPresent()) {
            committed = -1; // the outcome carried an offset of its own
        } else {
            commit(tell.settledBefore(position));
        }
        if (tell.waiting() > ENOUGH) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        return told.isPresent();
    }

    private void read(Duration wait) {
        try {
            for (ConsumerRecord<String, Notification> record : consumer.poll(wait)) {
                if (record.value() != null && record.value().getReceiver().equals(receiver)) {
                    tell.accept(record.offset(), record.value());
                }
            }
        } catch (RecordDeserializationException e) {
            if (RegistryAway.causes(e)) {
                throw e;
            }
            LOG.atError()
                    .addKeyValue("topic", e.topicPartition().topic())
                    .addKeyValue("offset", e.offset())
                    .setCause(e)
                    .log("a notification cannot be read: passed over");
            metrics.delivery(receiver, DeliveryState.GAVE_UP);
            consumer.seek(e.topicPartition(), e.offset() + 1);
        }
    }

    private void count(Told told) {
        Notification notification = told.notification();
        metrics.delivery(receiver, told.state());
        if (told.state() == DeliveryState.GAVE_UP) {
            LOG.atError()
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("incident", notification.getIncidentId())
                    .addKeyValue("action", notification.getAction())
                    .log("gave up telling a receiver");
        }
        boolean first = notification.getAction() == NotificationAction.TRIGGER
                && notification.getTier().equals(firstTier)
                && told.state() == DeliveryState.DELIVERED;
        if (first) {
            metrics.firstPage(Duration.between(notification.getStartedAt(), told.at()));
        }
    }

    /** Notifications of other receivers, and what was settled before, need no ledger. */
    private void commit(long settledBefore) {
        if (settledBefore != committed) {
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(settledBefore)));
            committed = settledBefore;
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.contains(PARTITION)) {
            ledger.open();
            LOG.atInfo().addKeyValue("receiver", receiver).log("this instance tells the receiver");
            assigned = true;
            committed = -1;
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (partitions.contains(PARTITION)) {
            assigned = false;
            tell.forget();
            ledger.close();
        }
    }
}
