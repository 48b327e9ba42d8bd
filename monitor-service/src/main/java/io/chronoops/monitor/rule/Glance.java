package io.chronoops.monitor.rule;

import io.chronoops.monitor.reading.Cause;
import java.time.Duration;
import java.time.Instant;

/** What became of one look of a probe. */
public sealed interface Glance {
    /** It saw; perhaps the counters had started over since the look before. */
    record Saw(Instant at, boolean countersReset) implements Glance {}

    /** It looked and could not see. */
    record Blind(Instant at, Cause cause, String reason) implements Glance {}

    /** The monitor is awake at this moment and expects a reading each interval. */
    record Expected(Instant at, Duration interval) implements Glance {}
}
