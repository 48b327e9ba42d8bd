package io.chronoops.stack.pager;

import io.chronoops.stack.pager.PageEvent.Action;
import java.util.ArrayList;
import java.util.List;

/** One alert as the pager shows it: opened by a trigger, changed by what came after under the same key. */
public record PageAlert(String routingKey, String dedupKey, Status status, List<PageEvent> events) {
    /** Where it stands. */
    public enum Status {
        TRIGGERED,
        ACKNOWLEDGED,
        RESOLVED
    }

    static PageAlert opened(PageEvent trigger) {
        return new PageAlert(trigger.routingKey(), trigger.dedupKey(), Status.TRIGGERED, List.of(trigger));
    }

    boolean isOpen() {
        return status != Status.RESOLVED;
    }

    boolean takes(PageEvent event) {
        return isOpen() && routingKey.equals(event.routingKey()) && dedupKey.equals(event.dedupKey());
    }

    /** A further trigger is only added: it does not take an acknowledgement back. */
    PageAlert with(PageEvent event) {
        var all = new ArrayList<>(events);
        all.add(event);
        Status next = event.action() == Action.RESOLVE
                ? Status.RESOLVED
                : event.action() == Action.ACKNOWLEDGE ? Status.ACKNOWLEDGED : status;
        return new PageAlert(routingKey, dedupKey, next, List.copyOf(all));
    }
}
