package io.chronoops.monitor.watch;

import io.chronoops.monitor.Reading;

/** Where readings go. */
public interface Readings {
    /** Takes one; never waits. */
    void publish(Reading reading);
}
