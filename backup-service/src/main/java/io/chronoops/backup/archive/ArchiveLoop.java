package io.chronoops.backup.archive;

import io.chronoops.backup.archive.Archiver.ChainBroken;
import io.chronoops.backup.repository.Repository;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds the archiver of one database from its change log, and starts over from the newest sealed segment after a failure. */
public final class ArchiveLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final String database;
    private final Repository repository;
    private final Segments segments;
    private final ArchiveProperties properties;
    private final ArchiveState state;
    private final WireSettings wire;
    private final Runnable restartCapture;
    private volatile boolean running = true;
    private volatile @Nullable String trouble;

    /** restartCapture: called when the log has lost records. */
    public ArchiveLoop(
            String database,
            Place place,
            ArchiveProperties properties,
            ArchiveState state,
            WireSettings wire,
            Runnable restartCapture) {
        this.database = database;
        this.repository = place.repository();
        this.segments = place.segments();
        this.properties = properties;
        this.state = state;
        this.wire = wire;
        this.restartCapture = restartCapture;
    }

    /** Where segments go and which are there. */
    public record Place(Repository repository, Segments segments) {}

    @Override
    public void run() {
        while (running) {
            try {
                archive();
            } catch (IOException | UncheckedIOException | KafkaException e) {
                if (e instanceof InterruptException) {
                    return;
                }
                trouble = String.valueOf(e.getMessage());
                LOG.atError()
                        .addKeyValue("database", database)
                        .setCause(e)
                        .log(
                                "archiving stopped, again soon from the newest sealed segment; the slot keeps what is not sealed");
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
    }

    private void archive() throws IOException {
        var partition = new TopicPartition(Topics.cdc(database), 0);
        var settings = wire.consumer("backup-service-archive");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        try (var archiver = new Archiver(
                        database,
                        repository,
                        properties,
                        state,
                        Clock.systemUTC(),
                        segments.newest(database).orElse(null));
                var consumer = new KafkaConsumer<String, ChangeEvent>(settings)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, archiver.nextOffset());
            while (running) {
                for (var record : consumer.poll(POLL)) {
                    take(archiver, record.offset(), record.value());
                }
                archiver.tick();
                trouble = null;
            }
        }
    }

    private void take(Archiver archiver, long offset, ChangeEvent event) throws IOException {
        try {
            archiver.take(offset, event);
        } catch (ChainBroken e) {
            LOG.atError()
                    .addKeyValue("database", database)
                    .log("{}; the capture starts again from its slot", e.getMessage());
            restartCapture.run();
        }
    }

    /** Why nothing is sealed at the moment; null: it works. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Ends it; what is not sealed comes again. */
    public void stop() {
        running = false;
    }
}
