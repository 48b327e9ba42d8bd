package io.chronoops.migration.run;

import java.time.Duration;

/** Told what a migration does to the operated server. */
public interface Measures {
    /** One batch was committed. */
    void batch(Duration took, long rows);

    /** A short lock was not to be had in time. */
    void lockRetried();

    /** A step that was not done before is done. */
    void step(String name, Duration took);
}
