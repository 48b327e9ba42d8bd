package io.chronoops.kit.operation;

import io.chronoops.kit.wire.WireSettings;
import io.chronoops.ops.OperationEvent;
import io.chronoops.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Follows another service's operation on ops.events to its end. Keeps nothing: may be asked again after a restart. */
public final class OperationFollower {
    private static final Duration POLL = Duration.ofMillis(500);

    private final WireSettings wire;

    /** Reads with these settings. */
    public OperationFollower(WireSettings wire) {
        this.wire = wire;
    }

    /**
     * Waits for the terminal event of an operation.
     *
     * @param since a moment before its command was published
     * @param onPoll called about twice a second; may throw to stop the wait
     * @return empty after the timeout
     */
    public Optional<OperationEvent> terminal(String operationId, Instant since, Duration timeout, Runnable onPoll) {
        Instant until = Instant.now().plus(timeout);
        try (var consumer = new KafkaConsumer<String, OperationEvent>(wire.consumer("unused"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            seek(consumer, partitions, since);
            while (Instant.now().isBefore(until)) {
                for (var record : consumer.poll(POLL)) {
                    if (operationId.equals(record.key()) && isTerminal(record.value())) {
                        return Optional.of(record.value());
                    }
                }
                onPoll.run();
            }
            return Optional.empty();
        }
    }

    private static void seek(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions, Instant since) {
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> since.toEpochMilli()));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
    }

    /** Whether this event ends its operation. */
    public static boolean isTerminal(OperationEvent event) {
        return event.getSucceeded() != null
                || event.getFailed() != null
                || event.getCancelled() != null
                || event.getRejected() != null;
    }
}
