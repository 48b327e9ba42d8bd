package io.chronoops.router.delivery;

import io.chronoops.alerts.Notification;
import java.time.Duration;

/** Somebody who is told. */
public interface Receiver {
    /** The configured name. */
    String name();

    /** Tells it; answers in bounded time and throws nothing for what a receiver may do. */
    Answer tell(Notification notification);

    /** Least time between two messages that it takes. */
    default Duration pace() {
        return Duration.ZERO;
    }
}
