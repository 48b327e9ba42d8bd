package io.chronoops.router.view;

import io.chronoops.alerts.Delivery;
import io.chronoops.alerts.Incident;
import io.chronoops.alerts.IncidentState;
import io.chronoops.alerts.Notification;
import java.util.List;
import java.util.Optional;

/** Every incident, who was told of it and what came of that, as the topics say. */
public interface Incidents {
    /** The newest first, of one state where it is given. */
    List<Incident> newest(Optional<IncidentState> state, int most);

    /** The incident of this id. */
    Optional<Incident> find(String id);

    /** Who was to be told of an incident, in order. */
    List<Notification> notifications(String incidentId);

    /** The last line of the ledger about a notification. */
    Optional<Delivery> delivery(String notificationId);

    /** The view is not there yet: the service starts, or its topics cannot be read. */
    final class NotReady extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotReady(Throwable cause) {
            super(
                    "incidents cannot be read yet: the service is still reading its topics; try again in a moment",
                    cause);
        }
    }
}
