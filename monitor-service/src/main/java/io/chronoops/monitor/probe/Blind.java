package io.chronoops.monitor.probe;

import io.chronoops.monitor.reading.Cause;

/**
 * The probe could not see. Never healthy.
 *
 * @param message names the culprit
 * @param mend what to do about it
 */
public record Blind(Cause cause, String message, String mend) implements Sighting {
    /** Other roles' sessions are hidden from the monitor's role. */
    public static Blind hiddenSessions(Session session, double hidden) {
        return new Blind(
                Cause.NOT_PRIVILEGED,
                (long) hidden + " sessions and processes are hidden from role " + session.role(),
                "GRANT pg_monitor TO " + session.role());
    }

    /** As a reading's reason. */
    public String reason() {
        return cause.reason(message, mend);
    }
}
