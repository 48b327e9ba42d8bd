package io.chronoops.stack.pager;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** An event that was taken, as PagerDuty's Events API v2 knows it; the payload is a missing node but for a trigger. */
public record PageEvent(
        Instant at, String routingKey, Action action, String dedupKey, JsonNode payload, JsonNode body) {
    /** What an event does. */
    public enum Action {
        TRIGGER,
        ACKNOWLEDGE,
        RESOLVE
    }

    /** The page's headline; empty but for a trigger. */
    public String summary() {
        return payload.path("summary").asString("");
    }

    /** critical, error, warning or info; empty but for a trigger. */
    public String severity() {
        return payload.path("severity").asString("");
    }
}
