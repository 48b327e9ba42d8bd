package io.chronoops.backup.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far the archive of one database has come: shared between the archiver, the capture and whoever waits for a marker. */
public final class ArchiveState {
    private final Turn turn = new Turn();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Set<String> expectedMarkers = new ConcurrentSkipListSet<>();
    private volatile long sealedLsn;
    private volatile long schemaChangedBy;
    private volatile Confirmable confirmable = new Confirmable(0, 0);
    private volatile long seenEpoch;
    private volatile @Nullable Instant sealedCommitAt;
    private volatile Archived archived = new Archived(null, null);
    private volatile @Nullable Segment newest;
    private final Set<String> sealedMarkers = new ConcurrentSkipListSet<>();

    /** Commit LSN up to which all is sealed; 0: nothing yet. */
    public long sealedLsn() {
        return sealedLsn;
    }

    /**
     * Commit LSN up to which the slot may be confirmed by this start of the capture; 0: not yet. What was sealed of another
     * server, or before a slot was made anew, says nothing about the slot of now: the archiver must have come to this start.
     */
    public long confirmableLsn(long epoch) {
        Confirmable now = confirmable;
        return now.epoch() == epoch ? now.lsn() : 0;
    }

    /** The newest start of a capture that the archiver has come to, this instance's or another's. */
    public long seenEpoch() {
        return seenEpoch;
    }

    private record Archived(
            @Nullable Instant commitAt, @Nullable Instant heartbeatAt) {}

    private record Confirmable(long epoch, long lsn) {}

    /** Another instance's capture has begun after ours. */
    void lostTo(long epoch) {
        seenEpoch = Math.max(seenEpoch, epoch);
        turn.end();
    }

    /** Archiving starts over from what is sealed. */
    void startsOver() {
        confirmable = new Confirmable(0, 0);
    }

    /** Whether this instance archives. */
    public Turn turn() {
        return turn;
    }

    /** Says that somebody will wait for this marker: before it is written. */
    public void expect(String marker) {
        expectedMarkers.add(marker);
    }

    /** The archiver has come to this start of a capture; fresh: nothing is sealed of what its slot holds. */
    void opened(long epoch, boolean fresh) {
        seenEpoch = Math.max(seenEpoch, epoch);
        confirmable = new Confirmable(epoch, fresh ? 0 : sealedLsn);
    }

    /** Commit time of the newest sealed transaction. */
    public @Nullable Instant sealedCommitAt() {
        return sealedCommitAt;
    }

    /** Commit time of the newest transaction that is durable in the repository, sealed or in the segment under way. */
    public @Nullable Instant archivedCommitAt() {
        return archived.commitAt();
    }

    /**
     * The newest heartbeat that is durable in the repository, by the source's clock: all that was committed before it is
     * durable; null: none is.
     */
    public @Nullable Instant archivedHeartbeatAt() {
        return archived.heartbeatAt();
    }

    /** The newest sealed segment. */
    public @Nullable Segment newest() {
        return newest;
    }

    /** The newest transaction that has come and changed the schema; 0: none has since this began. */
    public long schemaChangedBy() {
        return schemaChangedBy;
    }

    void schemaChanged(long xid) {
        lock.lock();
        try {
            schemaChangedBy = xid;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until another transaction than this is the newest that changed the schema, or the patience is over. */
    public void awaitSchemaChange(long known, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (schemaChangedBy == known && left > 0) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Not sealed yet, and yet not to be lost. */
    void durable(Instant commitAt, @Nullable Instant heartbeatAt) {
        archived = new Archived(commitAt, heartbeatAt);
    }

    void sealed(Segment segment) {
        lock.lock();
        try {
            sealedLsn = segment.lastLsn();
            confirmable = new Confirmable(confirmable.epoch(), sealedLsn);
            sealedCommitAt = segment.lastCommitAt();
            archived = new Archived(segment.lastCommitAt(), segment.heartbeatAt());
            newest = segment;
            for (String marker : segment.markers()) {
                if (expectedMarkers.remove(marker)) {
                    sealedMarkers.add(marker);
                }
            }
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
