package io.chronoops.router.incident;

import java.util.Locale;

/** What became of a record of the log; every one has exactly one. */
public enum Outcome {
    OPENED,
    JOINED,
    WORSENED,
    /** Of a severity that nobody is told of. */
    RECORDED,
    ACKNOWLEDGED,
    RESOLVED,
    ESCALATED,
    /** A timer whose incident was acknowledged, resolved or went on meanwhile. */
    EXPIRED,
    ADOPTED,
    /** The same record once more. */
    DUPLICATE,
    NOTHING_OPEN,
    ALREADY_ACKNOWLEDGED,
    ALREADY_RESOLVED,
    NO_SUCH_INCIDENT,
    NOT_UNDERSTOOD;

    /** As metrics and logs spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
