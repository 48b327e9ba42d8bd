package io.chronoops.monitor.reading;

import io.chronoops.monitor.Reading;
import java.util.Arrays;

/** Why a probe is blind. A blind reading's reason begins with this word and a colon. */
public enum Cause {
    /** The server does not answer: the database-up rule pages for it, the other probes stay quiet about it. */
    UNREACHABLE,
    WRONG_PASSWORD,
    NOT_PRIVILEGED,
    /** All connections of the server are taken. */
    NO_FREE_CONNECTION,
    /** The monitor's role, or its database, is at a connection limit of its own. */
    CONNECTION_LIMIT,
    LOCKED,
    TIMEOUT,
    FAILED;

    /** The cause that a blind reading names. */
    public static Cause of(Reading reading) {
        return Arrays.stream(values())
                .filter(cause -> reading.getReason().startsWith(cause.name() + ":"))
                .findFirst()
                .orElse(FAILED);
    }

    /** A reading's reason: cause, what happened, what to do. */
    public String reason(String message, String mend) {
        return name() + ": " + message + (mend.isEmpty() ? "" : ". Mend: " + mend);
    }
}
