package io.chronoops.migration.run;

import java.time.Duration;

/** How many rows the next batch takes, so that a batch takes about as long as wanted. */
public record BatchSize(int rows) {
    private static final int LEAST = 100;
    private static final int MOST = 10_000;
    private static final double FASTEST_GROWTH = 2;

    /** A cautious first one. */
    public static BatchSize first() {
        return new BatchSize(1000);
    }

    /** After a batch of this size took so long. */
    public BatchSize after(Duration took, Duration target) {
        double factor = Math.min(FASTEST_GROWTH, (double) target.toNanos() / Math.max(1, took.toNanos()));
        return new BatchSize((int) Math.clamp(rows * factor, LEAST, MOST));
    }
}
