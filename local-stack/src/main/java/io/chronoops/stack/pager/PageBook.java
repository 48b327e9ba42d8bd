package io.chronoops.stack.pager;

import io.chronoops.stack.pager.PageEvent.Action;
import java.util.ArrayList;
import java.util.List;

/** All events that were taken, and the alerts that they make. */
final class PageBook {
    private final List<PageEvent> events = new ArrayList<>();
    private final List<PageAlert> alerts = new ArrayList<>();

    /** To the open alert of the same keys; else a trigger opens one, and anything else is dropped. */
    synchronized void take(PageEvent event) {
        events.add(event);
        for (int i = 0; i < alerts.size(); i++) {
            PageAlert alert = alerts.get(i);
            if (!alert.takes(event)) continue;
            alerts.set(i, alert.with(event));
            return;
        }
        if (event.action() == Action.TRIGGER) alerts.add(PageAlert.opened(event));
    }

    synchronized List<PageEvent> events() {
        return List.copyOf(events);
    }

    synchronized List<PageAlert> alerts() {
        return List.copyOf(alerts);
    }

    synchronized void clear() {
        events.clear();
        alerts.clear();
    }
}
