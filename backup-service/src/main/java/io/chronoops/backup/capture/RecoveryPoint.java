package io.chronoops.backup.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a loss of the source would cost now: the age of the newest heartbeat that is durable in the repository. Both of its ends are read from
 * the source's clock, and what passed since its last reading from our own monotonic one, so that clocks may differ.
 */
final class RecoveryPoint {
    private RecoveryPoint() {}

    /**
     * A heartbeat that was written.
     *
     * @param at by the source's clock
     * @param nanos when it was known to be committed, by {@link System#nanoTime()}
     */
    record Beat(Instant at, long nanos) {}

    /**
     * How old the newest durable heartbeat is; empty, never a guess, where that says nothing: no heartbeat is written (the
     * source may be committing without us), none is durable, or the source's clock was put back behind a durable one.
     *
     * @param durable by the source's clock; null: none
     * @param nanos now, by {@link System#nanoTime()}
     * @param patience how long a heartbeat may be missing
     */
    static Optional<Duration> age(@Nullable Beat newest, @Nullable Instant durable, long nanos, Duration patience) {
        if (newest == null || durable == null) {
            return Optional.empty();
        }
        Duration since = Duration.ofNanos(nanos - newest.nanos());
        Duration age = Duration.between(durable, newest.at()).plus(since);
        return since.compareTo(patience) > 0 || age.isNegative() ? Optional.empty() : Optional.of(age);
    }
}
