package io.chronoops.monitor.probe;

import java.util.HashMap;
import java.util.Map;

/** Counters of the look before, to tell growth since then, never a lifetime's average. */
public final class Counters {
    private final Map<String, Double> before = new HashMap<>();

    /**
     * How much each counter has grown.
     *
     * @param isFirst there was no look before: all growth is 0
     * @param isReset one went backwards: the server started over, all growth is 0
     */
    public record Growth(boolean isFirst, boolean isReset, Map<String, Double> by) {
        /** The growth of one counter. */
        public double of(String counter) {
            return by.getOrDefault(counter, 0.0);
        }
    }

    /** Takes the counters as they are now. */
    public Growth take(Row row, String... names) {
        boolean first = before.isEmpty();
        boolean reset = false;
        Map<String, Double> growth = new HashMap<>();
        for (String name : names) {
            double now = row.number(name);
            double by = now - before.getOrDefault(name, now);
            reset |= by < 0;
            growth.put(name, by);
            before.put(name, now);
        }
        return new Growth(first, reset, reset ? Map.of() : growth);
    }
}
