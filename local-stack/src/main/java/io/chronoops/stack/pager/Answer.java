package io.chronoops.stack.pager;

import java.time.Duration;
import java.util.Optional;

/**
 * How the receiver is to answer instead of taking the request: a status, or the usual answer late.
 *
 * @param status the HTTP status; 0 is the usual answer
 */
public record Answer(int status, Optional<Duration> retryAfter, Duration delay) {
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;

    /** As PagerDuty and Slack say when called too often. */
    public static Answer tooMany(Duration retryAfter) {
        return new Answer(TOO_MANY, Optional.of(retryAfter), Duration.ZERO);
    }

    /** The receiver is broken. */
    public static Answer failed() {
        return status(FAILED);
    }

    /** Any status. */
    public static Answer status(int status) {
        return new Answer(status, Optional.empty(), Duration.ZERO);
    }

    /** The usual answer, but so much later. */
    public static Answer late(Duration delay) {
        return new Answer(0, Optional.empty(), delay);
    }

    boolean isUsual() {
        return status == 0;
    }
}
