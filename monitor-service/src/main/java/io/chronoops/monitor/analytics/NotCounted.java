package io.chronoops.monitor.analytics;

/** What was asked for is not counted, or not known; the message says why. */
public final class NotCounted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the one who asked. */
    public NotCounted(String message) {
        super(message);
    }
}
