package io.chronoops.router.incident;

import java.time.Instant;

/** When an incident's next tier is due; tier is its place in the policy. */
public record Timer(String incidentId, int tier, Instant due) {
    /** What a decision does to an incident's timer. */
    public sealed interface Change {
        /** Leave it. */
        record Keep() implements Change {}

        /** No tier is due any more. */
        record Cancel() implements Change {}

        /** From now on, this one. */
        record Wind(Timer timer) implements Change {}
    }
}
