package io.chronoops.backup.timeline;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Bounds how many changes a second go out, on average; who is behind may not make it up later. */
public final class Pace {
    private static final long STEP = Duration.ofMillis(200).toNanos();

    private final double nanosPerChange;
    private long free = System.nanoTime();

    /** At most so many changes a second; null: no bound. */
    public Pace(@Nullable Integer changesPerSecond) {
        if (changesPerSecond != null && changesPerSecond < 1) {
            throw new IllegalArgumentException("rate must be 1 or more changes a second, was " + changesPerSecond);
        }
        this.nanosPerChange = changesPerSecond == null ? 0 : 1e9 / changesPerSecond;
    }

    /** Whether there is a bound. */
    public boolean isBound() {
        return nanosPerChange > 0;
    }

    /** Waits until these changes are within the bound; asks again and again whether to go on, by what may throw. */
    public void pass(long changes, Runnable goOn) {
        if (nanosPerChange == 0) {
            return;
        }
        free = Math.max(free, System.nanoTime()) + (long) (changes * nanosPerChange);
        for (long left = free - System.nanoTime(); left > 0; left = free - System.nanoTime()) {
            goOn.run();
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(Math.min(left, STEP));
        }
    }
}
