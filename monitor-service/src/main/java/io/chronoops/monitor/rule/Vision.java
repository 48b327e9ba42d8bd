package io.chronoops.monitor.rule;

import io.chronoops.monitor.BreachKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a probe can see its database.
 *
 * @param lastRead when its newest reading was taken
 * @param blindSince since when it is blind for a reason of its own
 * @param reported BLIND or STALE, where that was told and still holds
 * @param reason why it is blind now; empty: it sees
 */
public record Vision(
        Instant lastRead,
        @Nullable Instant blindSince,
        @Nullable BreachKind reported,
        String reason) {
    /** A probe that is expected from this moment on. */
    static Vision expected(Instant from) {
        return new Vision(from, null, null, "");
    }

    Vision awakeAt(Instant moment) {
        return new Vision(moment, blindSince, reported, reason);
    }
}
