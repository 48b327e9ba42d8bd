package io.chronoops.router.incident;

import io.chronoops.router.policy.Policy;
import java.time.Instant;

/** What a record of the alert log says. */
public sealed interface Entry {
    /** What it is called where inputs are counted. */
    default String kind() {
        return switch (this) {
            case Fired _ -> "fired";
            case Cleared _ -> "cleared";
            case Acknowledged _ -> "acknowledged";
            case ResolvedByHand _ -> "resolved";
            case PolicyChanged _ -> "policy";
            case TimerFired _ -> "timer";
            case Unknown _ -> "unknown";
        };
    }

    /** Something needs a person. */
    record Fired(Trouble trouble) implements Entry {}

    /** The trouble of this key is over. */
    record Cleared(String key, String summary) implements Entry {}

    /** A person has it. */
    record Acknowledged(String incidentId, String by) implements Entry {}

    /** A person closed it. */
    record ResolvedByHand(String incidentId, String by) implements Entry {}

    /** The policy for incidents that open from here on. */
    record PolicyChanged(Policy policy) implements Entry {}

    /** The time of a tier has come; tier is its place in the policy. */
    record TimerFired(String incidentId, int tier, Instant due) implements Entry {}

    /** Nothing that this version understands. */
    record Unknown() implements Entry {}
}
