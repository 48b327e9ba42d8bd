package io.chronoops.migration.kafka;

import io.chronoops.kit.wire.WireSettings;
import io.chronoops.migration.cover.RequireBackup.OperationEvents;
import io.chronoops.ops.OperationEvent;
import io.chronoops.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads chronoops.ops.events from a moment to its end, each time anew: keeps nothing, lags behind nothing. */
public final class EventsOnTopic implements OperationEvents {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WireSettings wire;

    /** With these client settings. */
    public EventsOnTopic(WireSettings wire) {
        this.wire = wire;
    }

    @Override
    public List<OperationEvent> since(Instant moment) {
        try (var consumer = new KafkaConsumer<String, OperationEvent>(wire.consumer("unused"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> times =
                    partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> moment.toEpochMilli()));
            consumer.offsetsForTimes(times).forEach((partition, found) -> {
                if (found == null) {
                    consumer.seekToEnd(List.of(partition));
                } else {
                    consumer.seek(partition, found.offset());
                }
            });
            return readTo(ends, consumer);
        }
    }

    private static List<OperationEvent> readTo(
            Map<TopicPartition, Long> ends, KafkaConsumer<String, OperationEvent> consumer) {
        var events = new ArrayList<OperationEvent>();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > until) {
                throw new TimeoutException(Topics.EVENTS + " could not be read to its end within " + PATIENCE);
            }
            consumer.poll(POLL).forEach(record -> events.add(record.value()));
        }
        return events;
    }
}
