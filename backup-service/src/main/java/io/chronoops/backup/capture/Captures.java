package io.chronoops.backup.capture;

import io.chronoops.backup.archive.ArchiveLoop;
import io.chronoops.backup.archive.ArchiveProperties;
import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.wire.WireSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The captures and archives of all operated databases: started when one comes, stopped when it goes. */
public final class Captures implements SmartLifecycle, Databases.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Captures.class);
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Databases databases;
    private final Operated operated;
    private final WireSettings wire;
    private final ArchiveLoop.Place place;
    private final CaptureProperties captureProperties;
    private final ArchiveProperties archiveProperties;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private volatile boolean started;

    /** Of these databases, into this repository. */
    public Captures(
            Databases databases,
            Operated operated,
            WireSettings wire,
            ArchiveLoop.Place place,
            CaptureProperties captureProperties,
            ArchiveProperties archiveProperties) {
        this.databases = databases;
        this.operated = operated;
        this.wire = wire;
        this.place = place;
        this.captureProperties = captureProperties;
        this.archiveProperties = archiveProperties;
    }

    @Override
    public void start() {
        started = true;
        databases.watch(this);
    }

    @Override
    public void added(Database database) {
        removed(database.name());
        Repository repository = place.repository();
        Segments segments = place.segments();
        var state = new ArchiveState();
        var positions =
                new DatabaseCapture.Positions(state, () -> nextEpoch(segments, database.name(), state.seenEpoch()));
        var capture = new DatabaseCapture(
                database, operated, wire, new LargeValues(repository, database.name()), positions, captureProperties);
        var archive = new ArchiveLoop(database.name(), place, archiveProperties, state, wire, capture::restart);
        var bound = new BoundSlot(
                database, captureProperties, capture.slot(), () -> capture.status() instanceof CaptureStatus.Starting);
        var heartbeats = new Heartbeats(database, operated, captureProperties.heartbeat(), bound);
        running.put(
                database.name(),
                new Running(
                        state,
                        capture,
                        archive,
                        heartbeats,
                        bound,
                        Thread.ofPlatform()
                                .name("archive-" + database.name())
                                .daemon()
                                .start(archive),
                        Thread.ofPlatform()
                                .name("capture-" + database.name())
                                .daemon()
                                .start(capture),
                        Thread.ofVirtual().name("heartbeat-" + database.name()).start(heartbeats)));
        LOG.atInfo().addKeyValue("database", database.name()).log("capture begins");
    }

    /** Beyond all that are known: the clock of another instance may be ahead. */
    private static long nextEpoch(Segments segments, String database, long seen) {
        try {
            long last = segments.newest(database).map(Segment::epoch).orElse(0L);
            return Math.max(System.currentTimeMillis(), Math.max(last, seen) + 1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the repository cannot be read", e);
        }
    }

    @Override
    public void removed(String name) {
        Running gone = running.remove(name);
        if (gone != null) {
            gone.stop();
        }
    }

    /** How far the archive of a database has come; empty: it is not captured here. */
    public Optional<ArchiveState> archive(String database) {
        return Optional.ofNullable(running.get(database)).map(Running::state);
    }

    /** What a loss of the database would cost now; empty, never a guess: not known. */
    public Optional<Duration> recoveryPoint(String database) {
        Running found = running.get(database);
        return found == null
                ? Optional.empty()
                : RecoveryPoint.age(
                        found.heartbeats().newest(),
                        found.state().archivedHeartbeatAt(),
                        System.nanoTime(),
                        captureProperties.patience());
    }

    /** The slot of a database as it was at the last look; empty: not known. */
    public Optional<Slots.Slot> slot(String database) {
        return Optional.ofNullable(running.get(database))
                .flatMap(one -> one.bound().newest());
    }

    /** Where the capture of a database stands; trouble of its archive counts as down. */
    public CaptureStatus status(String database) {
        Running found = running.get(database);
        if (found == null) {
            return new CaptureStatus.Down("not captured by this instance");
        }
        String trouble = found.archive().trouble();
        return trouble == null ? found.capture().status() : new CaptureStatus.Down("archive: " + trouble);
    }

    @Override
    public void stop() {
        started = false;
        running.keySet().forEach(this::removed);
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** After the databases are known. */
    @Override
    public int getPhase() {
        return 1;
    }

    private record Running(
            ArchiveState state,
            DatabaseCapture capture,
            ArchiveLoop archive,
            Heartbeats heartbeats,
            BoundSlot bound,
            Thread archiveThread,
            Thread captureThread,
            Thread heartbeatThread) {
        void stop() {
            heartbeats.stop();
            archive.stop();
            capture.stop();
            try {
                captureThread.join(GOODBYE);
                archiveThread.join(GOODBYE);
                heartbeatThread.join(GOODBYE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
