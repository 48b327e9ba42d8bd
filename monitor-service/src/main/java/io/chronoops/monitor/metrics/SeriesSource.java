package io.chronoops.monitor.metrics;

import io.chronoops.monitor.probe.Exported;
import java.util.stream.Stream;

/** Somewhere that knows series as they are now; one that is not known is not there, rather than 0. */
public interface SeriesSource {
    /** All of them, now. */
    Stream<Exported> series();
}
