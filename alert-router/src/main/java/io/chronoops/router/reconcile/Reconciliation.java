package io.chronoops.router.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what came in with what became of it, and who was to be told with who was. Pure but for what it remembers. */
public final class Reconciliation {
    private final Duration window;
    private final Duration grace;
    private final Map<String, Instant> open = new HashMap<>();
    private final Map<String, Instant> outcomes = new HashMap<>();
    private final Map<String, Instant> untold = new HashMap<>();
    private final Map<String, Instant> settled = new HashMap<>();
    private long inputs;
    private long accounted;
    private long twice;
    private long notifications;
    private long delivered;
    private long gaveUp;

    /**
     * Remembers ids for the window.
     *
     * @param grace how long an input may be without outcome before it counts as lost
     */
    public Reconciliation(Duration window, Duration grace) {
        this.window = window;
        this.grace = grace;
    }

    /** Forgets all: the topics are read once more. */
    public synchronized void restart() {
        List.of(open, outcomes, untold, settled).forEach(Map::clear);
        inputs = 0;
        accounted = 0;
        twice = 0;
        notifications = 0;
        delivered = 0;
        gaveUp = 0;
    }

    /** A record came in that needs no decision: its outcome is that. */
    public synchronized void noAlert() {
        inputs++;
        accounted++;
    }

    /** A record came in that needs a decision of this id. */
    public synchronized void input(String id, Instant at) {
        inputs++;
        if (outcomes.containsKey(id)) {
            accounted++;
        } else if (open.putIfAbsent(id, at) != null) {
            accounted++; // the same once more: one outcome is right for both
        }
    }

    /** An outcome was recorded. */
    public synchronized void outcome(String id, Instant at) {
        if (outcomes.putIfAbsent(id, at) != null) {
            twice++;
        }
        if (open.remove(id) != null) {
            accounted++;
        }
    }

    /** Somebody was to be told. */
    public synchronized void notification(String id, Instant at) {
        notifications++;
        if (!settled.containsKey(id)) {
            untold.put(id, at);
        }
    }

    /** Somebody was told, or it was given up. */
    public synchronized void settled(String id, boolean gotIt, Instant at) {
        if (settled.put(id, at) == null) {
            if (gotIt) {
                delivered++;
            } else {
                gaveUp++;
            }
        }
        untold.remove(id);
    }

    /** How it stands; ids older than the window are forgotten. */
    public synchronized Report report(Instant now) {
        Instant old = now.minus(window);
        outcomes.values().removeIf(at -> at.isBefore(old));
        settled.values().removeIf(at -> at.isBefore(old));
        long lost = open.values().stream()
                .filter(at -> at.plus(grace).isBefore(now))
                .count();
        Duration oldest = untold.values().stream()
                .min(Instant::compareTo)
                .map(at -> Duration.between(at, now))
                .orElse(Duration.ZERO);
        return new Report(
                new Report.Inputs(inputs, accounted, open.size() - lost, lost, twice),
                new Report.Notifications(notifications, delivered, gaveUp, untold.size(), oldest));
    }
}
