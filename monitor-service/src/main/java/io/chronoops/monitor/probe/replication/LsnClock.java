package io.chronoops.monitor.probe.replication;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When the server's WAL stood where. It tells for how long data has been waiting for somebody who has got only so far,
 * also when that somebody is cut off and says nothing any more.
 */
final class LsnClock {
    private final Deque<Tick> ticks = new ArrayDeque<>();
    private final double keepSeconds;

    LsnClock(Duration keep) {
        this.keepSeconds = keep.toSeconds();
    }

    private record Tick(double at, long lsn) {}

    /** The server's WAL stands at lsn at this moment, in seconds of the server's clock. */
    void tick(double at, long lsn) {
        if (ticks.isEmpty() || ticks.getLast().lsn() < lsn) {
            ticks.addLast(new Tick(at, lsn));
        }
        while (ticks.size() > 1 && ticks.getFirst().at() < at - keepSeconds) {
            ticks.removeFirst();
        }
    }

    /** Seconds that the oldest WAL beyond lsn has been waiting, seen from now; 0: there is none. */
    double waiting(double now, long lsn) {
        return ticks.stream()
                .filter(tick -> tick.lsn() > lsn)
                .findFirst()
                .map(tick -> Math.max(0, now - tick.at()))
                .orElse(0.0);
    }
}
