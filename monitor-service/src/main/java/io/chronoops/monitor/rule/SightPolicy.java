package io.chronoops.monitor.rule;

import io.chronoops.monitor.Severity;
import java.time.Duration;
import java.util.Map;

/**
 * When not seeing is told, and how gravely.
 *
 * @param blindAfter how long a probe must be blind
 * @param staleAfter how many intervals may pass without a reading
 * @param severity of a probe that is not named below
 * @param severities by probe
 * @param runbook where the mend is written
 */
public record SightPolicy(
        Duration blindAfter, int staleAfter, Severity severity, Map<String, Severity> severities, String runbook) {
    public SightPolicy {
        if (blindAfter.isNegative() || staleAfter < 1) {
            throw new IllegalArgumentException(
                    "sight: blind-after must not be negative, stale-after must be 1 or more");
        }
        severities = Map.copyOf(severities);
    }

    /** The rule's name in breaches about a probe's sight. */
    static String rule(String probe) {
        return "sight-of-" + probe;
    }

    Severity severity(String probe) {
        return severities.getOrDefault(probe, severity);
    }

    String version(String probe) {
        return Rule.hash(blindAfter + " " + staleAfter + " " + severity(probe) + " " + runbook);
    }
}
