package io.chronoops.monitor.kafka;

import io.chronoops.kit.wire.WireSettings;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.watch.Readings;
import io.chronoops.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Writes readings in the order in which they came. Probes never wait for Kafka: what finds the queue full is dropped and counted. */
final class KafkaReadings implements Readings, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaReadings.class);
    private static final int QUEUE = 10_000;
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final int MAX_BLOCK_MILLIS = 5000;

    private final BlockingQueue<Reading> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<String, Object> settings;
    private final Counter dropped;
    private volatile boolean running;

    KafkaReadings(WireSettings wire, MeterRegistry meters) {
        settings = wire.producer();
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        dropped = Counter.builder("chronoops.readings.dropped")
                .description("Readings that could not be written to Kafka.")
                .register(meters);
    }

    @Override
    public void publish(Reading reading) {
        if (!queue.offer(reading)) {
            dropped.increment();
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("readings").start(this::write);
    }

    private void write() {
        try (var producer = new KafkaProducer<String, Reading>(settings)) {
            while (running) {
                Reading reading = queue.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
                if (reading != null) {
                    send(producer, reading);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(KafkaProducer<String, Reading> producer, Reading reading) {
        String key = reading.getDatabase() + "/" + reading.getProbe();
        try {
            var _ = producer.send(new ProducerRecord<>(Topics.READINGS, key, reading), (_, error) -> {
                if (error != null) {
                    lost(key, error);
                }
            });
        } catch (RuntimeException e) { // Kafka's, and the registry client's own
            lost(key, e);
        }
    }

    private void lost(String key, Exception error) {
        dropped.increment();
        LOG.atWarn()
                .addKeyValue("reading", key)
                .addKeyValue("reason", error.getMessage())
                .log("reading not written");
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
