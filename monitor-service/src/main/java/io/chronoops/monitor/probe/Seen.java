package io.chronoops.monitor.probe;

import io.chronoops.monitor.Sample;
import java.util.List;

/**
 * What a probe saw.
 *
 * @param samples what rules judge
 * @param exported what only Prometheus is told
 * @param countersReset the server's counters started over since the look before
 */
public record Seen(List<Sample> samples, List<Exported> exported, boolean countersReset) implements Sighting {
    public Seen {
        samples = List.copyOf(samples);
        exported = List.copyOf(exported);
    }
}
