package io.chronoops.router.view;

import io.chronoops.alerts.AlertEvent;

/** The log that everything is decided on. */
public interface AlertLog {
    /** Appends; returns when the log has it. */
    void append(AlertEvent event);

    /** The log did not take it in time. */
    final class NotAppended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotAppended(Throwable cause) {
            super("Kafka did not take it in time: nothing was changed; try again", cause);
        }
    }
}
