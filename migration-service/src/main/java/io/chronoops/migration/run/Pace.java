package io.chronoops.migration.run;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How gently a migration treats the running application.
 *
 * @param lockTimeout how long one attempt at a short lock may make others queue
 * @param lockPatience how long to ask again before giving up
 * @param batchTarget how long one batch is to take
 * @param batchPause how long to leave the table alone after a batch that changed rows
 */
public record Pace(
        @DefaultValue("100ms") Duration lockTimeout,
        @DefaultValue("2m") Duration lockPatience,
        @DefaultValue("100ms") Duration batchTarget,
        @DefaultValue("50ms") Duration batchPause) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(1);

    public Pace {
        if (lockTimeout.compareTo(Duration.ofMillis(1)) < 0 || lockTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("chronoops.migration.pace.lock-timeout must be 1 ms to 1 s, was "
                    + lockTimeout.toMillis() + " ms: everybody queues behind it");
        }
        if (batchTarget.isNegative() || batchTarget.isZero()) {
            throw new IllegalArgumentException("chronoops.migration.pace.batch-target must be more than 0");
        }
    }
}
