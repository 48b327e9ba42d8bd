package io.chronoops.monitor.watch;

import io.chronoops.monitor.probe.Probe;
import io.chronoops.monitor.reading.Watched;
import io.chronoops.monitor.watch.ProbeLoop.Pace;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** How the probes of one database, or of the host, are run. */
record Loops(String database, WatchProperties properties, Clock clock, Consumer<Round> sink) {
    Pace pace(Probe probe) {
        Duration interval = properties.intervals().getOrDefault(probe.name(), probe.interval(properties.interval()));
        return new Pace(interval, properties.bound(), clock);
    }

    /** What a heartbeat says of a probe: a reading is due within its interval and the time that a look may take. */
    Watched watched(Probe probe) {
        Pace pace = pace(probe);
        return new Watched(database, probe.name(), pace.interval().plus(pace.bound()));
    }
}
