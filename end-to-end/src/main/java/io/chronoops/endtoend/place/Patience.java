package io.chronoops.endtoend.place;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what happens elsewhere. */
public final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Patience() {}

    /** Asks again and again; false where it did not hold within the time. */
    public static boolean until(Callable<Boolean> holds, Duration within) throws Exception {
        long end = System.nanoTime() + within.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > end) return false;
            Thread.sleep(PAUSE);
        }
        return true;
    }
}
