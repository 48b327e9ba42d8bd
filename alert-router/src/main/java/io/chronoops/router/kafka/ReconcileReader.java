package io.chronoops.router.kafka;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.Delivery;
import io.chronoops.alerts.DeliveryState;
import io.chronoops.alerts.Notification;
import io.chronoops.kit.wire.RegistryAway;
import io.chronoops.monitor.Breach;
import io.chronoops.ops.OperationEvent;
import io.chronoops.router.inbound.TranslateBreach;
import io.chronoops.router.inbound.TranslateOperation;
import io.chronoops.router.inbound.Translation;
import io.chronoops.router.reconcile.Reconciliation;
import io.chronoops.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads what came in, what was decided and who was told, each from its own topic, and compares. */
final class ReconcileReader {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<String> TOPICS = List.of(
            Topics.BREACHES,
            Topics.EVENTS,
            Topics.ALERTS_LOG,
            Names.OUTCOMES_CHANGELOG,
            Topics.NOTIFICATIONS,
            Topics.DELIVERIES);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<Object> avro;
    private final Reconciliation reconciliation;

    ReconcileReader(Consumer<String, byte[]> consumer, Deserializer<Object> avro, Reconciliation reconciliation) {
        this.consumer = consumer;
        this.avro = avro;
        this.reconciliation = reconciliation;
    }

    /** From so long ago on, until told to stop. */
    void follow(Instant from, BooleanSupplier running) {
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> moment =
                partitions.stream().collect(Collectors.toMap(each -> each, _ -> from.toEpochMilli()));
        consumer.offsetsForTimes(moment).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
        while (running.getAsBoolean()) {
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (record.topic().equals(Names.OUTCOMES_CHANGELOG)) {
            if (record.value() != null) {
                reconciliation.outcome(record.key(), at);
            }
            return;
        }
        switch (value(record)) {
            case Breach breach -> inbound(TranslateBreach.translate(breach), at);
            case OperationEvent event -> inbound(TranslateOperation.translate(event), at);
            case AlertEvent event -> reconciliation.input(event.getId(), at);
            case Notification notification -> reconciliation.notification(notification.getId(), at);
            case Delivery delivery -> delivery(delivery, at);
            case null, default -> reconciliation.noAlert(); // put aside: that is its outcome
        }
    }

    private void inbound(Translation translation, Instant at) {
        switch (translation) {
            case Translation.Alert alert -> reconciliation.input(alert.event().getId(), at);
            case Translation.Nothing _, Translation.Unknown _ -> reconciliation.noAlert();
        }
    }

    private void delivery(Delivery delivery, Instant at) {
        boolean delivered = delivery.getState() == DeliveryState.DELIVERED;
        if (delivered || delivery.getState() == DeliveryState.GAVE_UP) {
            reconciliation.settled(delivery.getNotificationId(), delivered, at);
        }
    }

    private @Nullable Object value(ConsumerRecord<String, byte[]> record) {
        try {
            return record.value() == null ? null : avro.deserialize(record.topic(), record.value());
        } catch (RuntimeException e) { // serdes throw whatever they like: only an unreachable registry is worth a retry
            if (RegistryAway.causes(e)) {
                throw e;
            }
            return null;
        }
    }
}
