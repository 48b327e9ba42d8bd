package io.chronoops.endtoend.bench;

import java.util.Locale;

/** What of the time machine is measured, by its name on the command line. */
enum Work {
    CAPTURE,
    DELAY,
    HOT,
    MANY,
    TABLE,
    INCREMENTAL,
    OVERHEAD;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
