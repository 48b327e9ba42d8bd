package io.chronoops.monitor.health;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health report of a database at one moment.
 *
 * @param overall ok, warning, blind or critical: the gravest of all
 */
public record Health(String database, Instant at, String overall, List<RuleHealth> rules, List<ProbeHealth> probes) {
    /**
     * Where one rule stands, for one subject.
     *
     * @param state ok, pending, info, warning, critical, blind or stale
     */
    public record RuleHealth(
            String rule,
            String database,
            String subject,
            String state,
            @Nullable Double value,
            @Nullable Double threshold,
            @Nullable Instant since,
            String summary,
            String runbook) {}

    /** Whether one probe sees, and when it last looked. */
    public record ProbeHealth(
            String probe, String database, boolean sees, Instant at, long tookMillis, String reason) {}
}
