package io.chronoops.monitor.probe;

import java.time.Duration;

/** Something that can be looked at again and again. */
public interface Probe {
    /** Its name, in readings, rules and metrics. */
    String name();

    /** How often it looks, given how often probes look in general: what costs more may look less often. */
    default Duration interval(Duration general) {
        return general;
    }
}
