package io.chronoops.monitor.probe;

import java.util.Map;
import java.util.TreeMap;

/**
 * One Prometheus series of a look, beside its samples.
 *
 * @param counter whether it only grows; a counter's name gets _total when it is scraped
 */
public record Exported(String name, String help, boolean counter, Map<String, String> labels, double value) {
    public Exported {
        labels = Map.copyOf(labels);
    }

    /** The same with one more label. */
    public Exported labelled(String label, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return new Exported(name, help, counter, more, this.value);
    }
}
