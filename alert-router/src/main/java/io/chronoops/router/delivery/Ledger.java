package io.chronoops.router.delivery;

import io.chronoops.alerts.Delivery;
import io.chronoops.alerts.DeliveryState;
import io.chronoops.alerts.Notification;
import java.util.Optional;

/** What was tried and what came of it: the intent before a send, the outcome after. */
public interface Ledger {
    /** The last line about a notification. */
    Optional<Delivery> last(String notificationId);

    /** Writes down that a send is about to happen. */
    void intend(Attempt attempt);

    /** Writes down what came of it, and at once that everything before this offset is settled. */
    void settle(Attempt attempt, DeliveryState state, String answer, long settledBefore);

    /** One send: the first attempt is 1. */
    record Attempt(Notification notification, int number) {}
}
