package io.chronoops.router.delivery;

import io.chronoops.alerts.Notification;
import java.time.Instant;

/**
 * A notification that is not settled.
 *
 * @param attempts made so far
 * @param notBefore when it may be tried
 */
public record Parcel(long offset, Notification notification, int attempts, Instant notBefore) {
    Parcel tried(Instant again) {
        return new Parcel(offset, notification, attempts + 1, again);
    }
}
