package io.chronoops.monitor.tripwire;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.Sample;
import io.chronoops.monitor.Sight;
import io.chronoops.topics.Topics;
import io.chronoops.topics.Uuid7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the change log of one database, until it is closed. A reading that tells of a transaction and the position behind
 * that transaction are one Kafka transaction: each is told once, also where the monitor died or slept meanwhile.
 */
final class FollowForTrips implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowForTrips.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final long KEEP_POSITION_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String GROUP = "monitor-service-tripwire";

    private final Database database;
    private final TableRows rows;
    private final TripwireProperties properties;
    private final WireSettings wire;
    private final Clock clock;
    private final TopicPartition log;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String trouble;

    FollowForTrips(Database database, TableRows rows, TripwireProperties properties, WireSettings wire, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.properties = properties;
        this.wire = wire;
        this.clock = clock;
        this.log = new TopicPartition(Topics.cdc(database.name()), 0);
    }

    /** Why it does not follow; null: it does, or there is no change log. */
    @Nullable
    String trouble() {
        return trouble;
    }

    @Override
    public void run() {
        try {
            do {
                try {
                    follow();
                } catch (InterruptException _) {
                    return;
                } catch (KafkaException e) {
                    trouble = "Kafka: " + e.getMessage();
                    LOG.atWarn()
                            .addKeyValue("database", database.name())
                            .setCause(e)
                            .log("the tripwire does not see, tries again");
                }
            } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (var consumer = new KafkaConsumer<String, ChangeEvent>(wire.consumer(GROUP))) {
            if (consumer.partitionsFor(log.topic()).isEmpty()) {
                trouble = null; // not captured (yet)
                return;
            }
            Map<String, Object> settings = wire.producer();
            settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP + "-" + database.name());
            try (var producer = new KafkaProducer<String, Reading>(settings)) {
                producer.initTransactions(); // before the position is read: it ends what another instance has begun
                follow(consumer, producer);
            }
        }
    }

    private void follow(KafkaConsumer<String, ChangeEvent> consumer, KafkaProducer<String, Reading> producer) {
        Tally tally = resume(consumer);
        long keptAt = System.nanoTime();
        while (closed.getCount() > 0) {
            List<Sample> samples = read(consumer, tally);
            trouble = null;
            if (!samples.isEmpty() || System.nanoTime() - keptAt > KEEP_POSITION_NANOS) {
                tell(samples, tally, consumer, producer);
                keptAt = System.nanoTime();
            }
        }
    }

    private Tally resume(KafkaConsumer<String, ChangeEvent> consumer) {
        consumer.assign(List.of(log));
        OffsetAndMetadata kept = consumer.committed(Set.of(log)).get(log);
        Tally tally = kept == null ? Tally.from(first(consumer), "") : Tally.from(kept.offset(), kept.metadata());
        consumer.seek(log, tally.boundary());
        return tally;
    }

    private long first(KafkaConsumer<String, ChangeEvent> consumer) {
        long since = clock.instant().minus(properties.lookBack()).toEpochMilli();
        var found = consumer.offsetsForTimes(Map.of(log, since)).get(log);
        return found == null ? consumer.endOffsets(List.of(log)).getOrDefault(log, 0L) : found.offset();
    }

    private List<Sample> read(KafkaConsumer<String, ChangeEvent> consumer, Tally tally) {
        List<Sample> samples = new ArrayList<>();
        try {
            for (ConsumerRecord<String, ChangeEvent> record : consumer.poll(POLL)) {
                tally.take(record.offset(), record.value())
                        .ifPresent(ended -> samples.addAll(
                                Evidence.of(ended, properties, table -> rows.before(ended.committedAt(), table))));
            }
        } catch (RecordDeserializationException e) {
            LOG.atError()
                    .addKeyValue("database", database.name())
                    .addKeyValue("offset", e.offset())
                    .setCause(e)
                    .log("the tripwire cannot read a record of the change log, goes on behind it");
            consumer.seek(log, e.offset() + 1);
        }
        return samples;
    }

    private void tell(
            List<Sample> samples,
            Tally tally,
            KafkaConsumer<String, ChangeEvent> consumer,
            KafkaProducer<String, Reading> producer) {
        producer.beginTransaction();
        if (!samples.isEmpty()) {
            Reading reading = reading(samples);
            var _ = producer.send(
                    new ProducerRecord<>(Topics.READINGS, database.name() + "/" + Tripwire.PROBE, reading));
            producer.flush();
            FaultPoint.reached("tripwire.before-commit");
        }
        producer.sendOffsetsToTransaction(
                Map.of(log, new OffsetAndMetadata(tally.boundary(), tally.memory())), consumer.groupMetadata());
        producer.commitTransaction();
        samples.forEach(sample -> LOG.atWarn()
                .addKeyValue("database", database.name())
                .addKeyValue("subject", sample.getSubject())
                .addKeyValue("rows", sample.getValue())
                .log("a transaction tripped the wire"));
    }

    private Reading reading(List<Sample> samples) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Reading.newBuilder()
                .setId(Uuid7.at(now))
                .setAt(now)
                .setSource("monitor-service")
                .setDatabase(database.name())
                .setProbe(Tripwire.PROBE)
                .setSight(Sight.OK)
                .setSamples(samples)
                .build();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
