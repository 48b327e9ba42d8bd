package io.chronoops.cli.monitor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where every rule stands.
 *
 * @param overall ok, warning, blind or critical: the gravest of all
 */
record Health(String database, Instant at, String overall, List<RuleHealth> rules, List<ProbeHealth> probes) {

    /** One rule for one subject: ok, pending, info, warning, critical, blind or stale. */
    record RuleHealth(
            String rule,
            String database,
            String subject,
            String state,
            @Nullable Double value,
            @Nullable Double threshold,
            @Nullable Instant since,
            String summary,
            String runbook) {}

    /** Whether one probe sees. */
    record ProbeHealth(String probe, String database, boolean sees, Instant at, String reason) {}

    boolean isCritical() {
        return overall.equals("critical");
    }
}
