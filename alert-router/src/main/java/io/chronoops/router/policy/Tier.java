package io.chronoops.router.policy;

import java.time.Duration;

/**
 * One step of the escalation.
 *
 * @param delay from the incident's start until this tier is told, if nobody has acknowledged
 * @param receiver the configured name of who is told
 */
public record Tier(String name, Duration delay, String receiver) {
    public Tier {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a tier of chronoops.policy.tiers has no name");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("the delay of tier " + name + " must not be negative, was " + delay);
        }
        if (receiver.isBlank()) {
            throw new IllegalArgumentException(
                    "tier " + name + " names no receiver: set chronoops.policy.tiers[].receiver");
        }
    }
}
