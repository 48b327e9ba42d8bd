package io.chronoops.router.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time, up to a longest, a random half of it less.
 *
 * @param giveUpAfter from the notification's own time; after it nothing is tried any more
 */
public record Backoff(Duration first, Duration longest, Duration giveUpAfter) {
    private static final int DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("chronoops.delivery.first-retry must be more than 0, was " + first);
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "chronoops.delivery.longest-retry must be at least first-retry = " + first + ", was " + longest);
        }
    }

    /** The wait after this attempt failed; the first is 1. */
    public Duration after(int attempt, RandomGenerator chance) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS));
        Duration whole = doubled.compareTo(longest) < 0 ? doubled : longest;
        return whole.dividedBy(2).plusNanos((long) (chance.nextDouble() * whole.toNanos() / 2));
    }
}
