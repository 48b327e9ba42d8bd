package io.chronoops.monitor.analytics;

/** The counts of that moment cannot be told: the counting was starting, or the log has not come so far. */
public final class NotExactYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the one who asked. */
    public NotExactYet(String message) {
        super(message);
    }
}
