package io.chronoops.backup.full;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long backups under way have been holding their snapshots: as long, the source removes no dead row. */
public final class SnapshotAges {
    private final Map<String, Instant> held = new ConcurrentHashMap<>();
    private final Clock clock;

    /** By this clock. */
    public SnapshotAges(Clock clock) {
        this.clock = clock;
    }

    /** Until the answer is closed; of one database one backup at a time holds a snapshot. */
    Held hold(String database) {
        Instant since = clock.instant();
        held.put(database, since);
        return () -> held.remove(database, since);
    }

    /** Zero: none is held. */
    public Duration of(String database) {
        Instant since = held.get(database);
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** A snapshot that is held. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
