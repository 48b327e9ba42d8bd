package io.chronoops.router.wire;

import io.chronoops.alerts.Acknowledged;
import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.AlertSeverity;
import io.chronoops.alerts.Cleared;
import io.chronoops.alerts.Fired;
import io.chronoops.alerts.PolicyChanged;
import io.chronoops.alerts.ResolvedByHand;
import io.chronoops.alerts.TimerFired;
import io.chronoops.router.incident.Entry;
import io.chronoops.router.incident.Logged;
import io.chronoops.router.incident.Trouble;
import io.chronoops.router.policy.PolicyText;
import io.chronoops.router.policy.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record of the alert log in our own words. */
public final class ReadLog {
    private ReadLog() {}

    /** The record, logged at this moment. None or several of its optional fields set: nothing that we understand. */
    public static Logged read(AlertEvent event, Instant loggedAt) {
        List<Entry> entries = entries(event);
        Entry entry = entries.size() == 1 ? entries.getFirst() : new Entry.Unknown();
        return new Logged(event.getId(), event.getAt(), loggedAt, entry);
    }

    private static List<Entry> entries(AlertEvent event) {
        return event.getSchema().getFields().stream()
                .flatMap(field -> entry(event.get(field.pos())).stream())
                .toList();
    }

    private static Optional<Entry> entry(@Nullable Object field) {
        return Optional.ofNullable(
                switch (field) {
                    case Fired fired -> new Entry.Fired(trouble(fired));
                    case Cleared cleared -> new Entry.Cleared(cleared.getKey(), cleared.getSummary());
                    case Acknowledged ack -> new Entry.Acknowledged(ack.getIncidentId(), ack.getBy());
                    case ResolvedByHand by -> new Entry.ResolvedByHand(by.getIncidentId(), by.getBy());
                    case PolicyChanged changed -> policy(changed);
                    case TimerFired timer ->
                        new Entry.TimerFired(timer.getIncidentId(), timer.getTier(), timer.getDue());
                    case null, default -> null;
                });
    }

    private static Entry policy(PolicyChanged changed) {
        try {
            return new Entry.PolicyChanged(PolicyText.read(changed.getPolicy()));
        } catch (IllegalArgumentException _) {
            return new Entry.Unknown();
        }
    }

    private static Trouble trouble(Fired fired) {
        return new Trouble(
                fired.getKey(),
                severity(fired.getSeverity()),
                fired.getSummary(),
                new Trouble.Place(fired.getDatabase(), fired.getSubject()),
                new Trouble.Facts(fired.getValue(), fired.getThreshold(), fired.getEvidence(), fired.getRunbook()));
    }

    private static Severity severity(AlertSeverity severity) {
        return switch (severity) {
            case INFO -> Severity.INFO;
            case WARNING, UNKNOWN -> Severity.WARNING;
            case CRITICAL -> Severity.CRITICAL;
        };
    }
}
