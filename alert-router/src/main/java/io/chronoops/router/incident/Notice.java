package io.chronoops.router.incident;

import java.time.Instant;

/** One thing to tell one receiver about an incident as it stood then. */
public record Notice(Action action, String tier, String receiver, Instant at, Story story) {
    /** What a receiver is told. */
    public enum Action {
        TRIGGER,
        ACKNOWLEDGE,
        RESOLVE
    }

    /** The same incident, tier, receiver and action always give the same id. */
    public String id() {
        return story.id() + ":" + tier + ":" + receiver + ":" + action;
    }
}
