package io.chronoops.monitor.running;

import io.chronoops.monitor.Breach;
import io.chronoops.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What was told on the topic of breaches, read as alert-router reads it. */
public final class Breaches implements AutoCloseable {
    private static final TopicPartition LOG = new TopicPartition(Topics.BREACHES, 0);

    private final KafkaConsumer<String, Breach> consumer;
    private final List<Breach> all = new ArrayList<>();

    public Breaches() {
        consumer = new KafkaConsumer<>(Wires.of("alert-router").consumer("unused"));
        consumer.assign(List.of(LOG));
        consumer.seekToBeginning(List.of(LOG));
    }

    /** All of a rule at a database so far. */
    public List<Breach> of(String rule, String database) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> all.add(record.value()));
        return all.stream()
                .filter(breach -> breach.getRule().equals(rule))
                .filter(breach -> breach.getDatabase().equals(database))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
