package io.chronoops.router.incident;

import io.chronoops.router.policy.Severity;
import java.time.Duration;
import java.time.Instant;

/** Records of the alert log for tests: each the next id, at a moment counted from the start. */
final class Log {
    static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
    static final String KEY = "breach:connections|shop|";

    private int next;

    Logged fired(Duration after, Severity severity) {
        return fired(after, after, KEY, severity);
    }

    Logged fired(Duration after, Duration logged, String key, Severity severity) {
        var trouble = new Trouble(
                key,
                severity,
                "shop: connections in use 95 %, critical above 90 %",
                new Trouble.Place("shop", ""),
                new Trouble.Facts("95 %", "90 %", "{\"used\":95}", "runbooks/connections.md"));
        return record(after, logged, new Entry.Fired(trouble));
    }

    Logged cleared(Duration after) {
        return record(after, after, new Entry.Cleared(KEY, "connections in use 20 %"));
    }

    Logged acknowledged(Duration after, String incidentId) {
        return record(after, after, new Entry.Acknowledged(incidentId, "ada"));
    }

    Logged resolved(Duration after, String incidentId) {
        return record(after, after, new Entry.ResolvedByHand(incidentId, "ada"));
    }

    Logged timer(Duration after, Timer timer) {
        return record(after, after, new Entry.TimerFired(timer.incidentId(), timer.tier(), timer.due()));
    }

    Logged record(Duration after, Duration logged, Entry entry) {
        next++;
        return new Logged("record-" + next, START.plus(after), START.plus(logged), entry);
    }
}
