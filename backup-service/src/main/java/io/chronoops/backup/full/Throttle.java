package io.chronoops.backup.full;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Bounds what all connections of one backup read from the source together. */
final class Throttle {
    private static final long BURST = TimeUnit.MILLISECONDS.toNanos(50);

    private final double nanosPerByte;
    private final AtomicLong free = new AtomicLong(System.nanoTime());

    /** At most so many bytes a second; 0: no bound. */
    Throttle(long bytesPerSecond) {
        this.nanosPerByte = bytesPerSecond == 0 ? 0 : 1e9 / bytesPerSecond;
    }

    /** Waits until these bytes are within the bound. */
    void pass(int bytes) {
        if (nanosPerByte == 0) {
            return;
        }
        long cost = (long) (bytes * nanosPerByte);
        long now = System.nanoTime();
        long until = free.updateAndGet(at -> Math.max(at, now - BURST) + cost);
        while (until - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
