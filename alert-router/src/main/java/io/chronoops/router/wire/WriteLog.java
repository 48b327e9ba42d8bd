package io.chronoops.router.wire;

import io.chronoops.alerts.Acknowledged;
import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.PolicyChanged;
import io.chronoops.alerts.ResolvedByHand;
import io.chronoops.alerts.TimerFired;
import io.chronoops.router.id.Fingerprint;
import io.chronoops.router.incident.Timer;
import io.chronoops.router.policy.Policy;
import io.chronoops.router.policy.PolicyText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the router itself puts on the alert log. */
public final class WriteLog {
    private WriteLog() {}

    /** A person has it. */
    public static AlertEvent acknowledged(String id, String incidentId, String by, Instant now) {
        return record(id, now).setAcknowledged(new Acknowledged(incidentId, by)).build();
    }

    /** A person closed it. */
    public static AlertEvent resolved(String id, String incidentId, String by, Instant now) {
        return record(id, now).setResolved(new ResolvedByHand(incidentId, by)).build();
    }

    /** The time of a tier has come; the same timer always gives the same id. */
    public static AlertEvent fired(Timer timer, Instant now) {
        String id = Fingerprint.uuid(timer.due(), "timer|" + timer.incidentId() + "|" + timer.tier());
        return record(id, now)
                .setTimerFired(new TimerFired(timer.incidentId(), timer.tier(), micros(timer.due())))
                .build();
    }

    /** A policy for incidents from here on. */
    public static AlertEvent changed(Policy policy, Instant now) {
        String id = Fingerprint.uuid(now, "policy|" + policy.version());
        return record(id, now)
                .setPolicyChanged(new PolicyChanged(policy.version(), PolicyText.write(policy)))
                .build();
    }

    private static AlertEvent.Builder record(String id, Instant now) {
        return AlertEvent.newBuilder().setId(id).setAt(micros(now)).setSource(WriteIncident.SOURCE);
    }

    private static Instant micros(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}
