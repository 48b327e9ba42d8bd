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

/**
 * Feeds the archiver of one database from its change log while it is this instance's turn, and starts over from the newest
 * sealed segment after a failure. While it is another's, it follows what that one seals.
 */
public final class ArchiveLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final String database;
    private final Place place;
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
        this.place = place;
        this.segments = place.segments();
        this.properties = properties;
        this.state = state;
        this.wire = wire;
        this.restartCapture = restartCapture;
    }

    /** Where segments go, which are there, and who must know of gaps between them. */
    public record Place(Repository repository, Segments segments, Gaps gaps) {}

    @Override
    public void run() {
        while (running) {
            try {
                if (state.turn().isOurs()) {
                    archive();
                } else {
                    follow();
                }
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
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        // a fetch for each small transaction would cost the broker more than the transaction
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 << 10);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        try (var archiver = new Archiver(
                        database,
                        place.repository(),
                        properties,
                        state,
                        Clock.systemUTC(),
                        segments.newest(database).orElse(null));
                var consumer = new KafkaConsumer<String, ChangeEvent>(settings)) {
            archiver.adopt();
            consumer.assign(List.of(partition));
            // what is not sealed of a slot that is gone may still be in the log; one made anew begins at ours
            consumer.seek(
                    partition, Math.min(archiver.nextOffset(), state.turn().offset()));
            while (running && state.turn().isOurs()) {
                for (var record : consumer.poll(POLL)) {
                    if (!take(archiver, record.offset(), record.value())) {
                        return;
                    }
                }
                archiver.tick();
                trouble = null;
            }
        }
    }

    /** Another instance archives: whoever waits here for a marker learns from its segments. */
    private void follow() throws IOException {
        Segment known = state.newest();
        for (Segment segment :
                known == null ? segments.newest(database).stream().toList() : segments.after(database, known)) {
            state.sealed(segment);
        }
        trouble = null;
        LockSupport.parkNanos(LOOK.toNanos());
    }

    /** False: another instance has taken over. */
    private boolean take(Archiver archiver, long offset, ChangeEvent event) throws IOException {
        if (event.getOpened() != null && state.turn().isLostTo(event.getEpoch())) {
            state.lostTo(event.getEpoch());
            LOG.atWarn()
                    .addKeyValue("database", database)
                    .addKeyValue("epoch", event.getEpoch())
                    .log("another instance captures and archives from here on, this one waits");
            restartCapture.run();
            return false;
        }
        try {
            archiver.take(offset, event);
            archiver.newGap().ifPresent(place.gaps()::tell);
        } catch (ChainBroken e) {
            LOG.atError()
                    .addKeyValue("database", database)
                    .log("{}; the capture starts again from its slot", e.getMessage());
            restartCapture.run();
        }
        return true;
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
