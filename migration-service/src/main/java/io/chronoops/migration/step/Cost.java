package io.chronoops.migration.step;

import java.time.Duration;

/** What a step has to do with the table's data. Rates are orders of magnitude, for a reader of the plan. */
public enum Cost {
    /** The catalogue only. */
    CATALOGUE("milliseconds under the lock", 0, false),
    /** Samples the table. */
    SAMPLE("a sample is read, reads and writes go on", 0, false),
    /** Reads the table once. */
    SCAN("reads the table once, reads and writes go on", 200, false),
    /** Changes rows in short batches. */
    BATCHES("changes rows in batches of about 100 ms, reads and writes go on", 10, false),
    /** Reads the table twice and writes an index. */
    BUILD("builds beside the running work, reads and writes go on", 40, false),
    /** Writes the table and all its indexes anew, nobody can use it meanwhile. */
    REWRITE("WRITES THE TABLE ANEW, reads and writes wait meanwhile", 30, true);

    private static final long MEGABYTE = 1_000_000;

    private final String words;
    private final long megabytesPerSecond;
    private final boolean stops;

    Cost(String words, long megabytesPerSecond, boolean stops) {
        this.words = words;
        this.megabytesPerSecond = megabytesPerSecond;
        this.stops = stops;
    }

    /** In words. */
    public String words() {
        return words;
    }

    /** Whether the application waits for as long as it takes. */
    public boolean stopsTheApplication() {
        return stops;
    }

    /** About how long for a table of this many bytes. */
    public Duration expected(long bytes) {
        return megabytesPerSecond == 0
                ? Duration.ofMillis(50)
                : Duration.ofMillis(50 + bytes * 1000 / (megabytesPerSecond * MEGABYTE));
    }
}
