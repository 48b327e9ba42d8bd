package io.chronoops.backup.archive;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far the archive of one database has come: shared between the archiver, the capture and whoever waits for a marker. */
public final class ArchiveState {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Set<String> markersToSeal = new ConcurrentSkipListSet<>();
    private volatile long sealedLsn;
    private volatile @Nullable Instant sealedCommitAt;
    private volatile @Nullable Segment newest;
    private final Set<String> sealedMarkers = new ConcurrentSkipListSet<>();

    /** Commit LSN up to which all is sealed; 0: nothing yet. The slot may be confirmed up to it. */
    public long sealedLsn() {
        return sealedLsn;
    }

    /** Commit time of the newest sealed transaction. */
    public @Nullable Instant sealedCommitAt() {
        return sealedCommitAt;
    }

    /** The newest sealed heartbeat, by the source's clock: all that was committed before it is sealed; null: none is. */
    public @Nullable Instant sealedHeartbeatAt() {
        Segment segment = newest;
        return segment == null ? null : segment.heartbeatAt();
    }

    /** The newest sealed segment. */
    public @Nullable Segment newest() {
        return newest;
    }

    /** Asks that the segment be sealed as soon as this marker has come. */
    public void expect(String marker) {
        markersToSeal.add(marker);
    }

    boolean isExpected(String marker) {
        return markersToSeal.contains(marker);
    }

    void sealed(Segment segment, Set<String> markers) {
        lock.lock();
        try {
            sealedLsn = segment.lastLsn();
            sealedCommitAt = segment.lastCommitAt();
            newest = segment;
            markersToSeal.removeAll(markers);
            sealedMarkers.addAll(markers);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the marker is sealed; false after the patience. */
    public boolean awaitMarker(String marker, long patience, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(patience);
        lock.lock();
        try {
            while (!sealedMarkers.contains(marker)) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return sealedMarkers.remove(marker);
        } finally {
            lock.unlock();
        }
    }
}
