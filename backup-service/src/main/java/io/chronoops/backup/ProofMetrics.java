package io.chronoops.backup;

import io.chronoops.backup.proof.Proofs;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** What Prometheus is told of the continuous proof; NaN where it cannot be said. */
final class ProofMetrics implements Databases.Watcher {
    private static final double MILLI = 1e-3;
    private static final Duration RECENTLY = Duration.ofDays(7);

    private final MeterRegistry registry;
    private final Proofs proofs;
    private final CoveredTables covered;
    private final Clock clock;

    ProofMetrics(MeterRegistry registry, Proofs proofs, CoveredTables covered, Clock clock) {
        this.registry = registry;
        this.proofs = proofs;
        this.covered = covered;
        this.clock = clock;
    }

    @Override
    public void added(Database database) {
        String name = database.name();
        gauge(
                "chronoops_proof_age_seconds",
                name,
                "Time since tables were last compared with what base and log say of them",
                () -> proofs.lastRun(name)
                        .map(at -> Duration.between(at, clock.instant()).toMillis() * MILLI)
                        .orElse(Double.NaN));
        gauge(
                "chronoops_proven_tables",
                name,
                "Tables that were proven within 7 days",
                () -> proofs.proven(name, clock.instant(), RECENTLY));
        gauge("chronoops_covered_tables", name, "Tables that are covered", () -> covered.covered(name));
    }

    private void gauge(String metric, String database, String description, Supplier<Number> value) {
        Gauge.builder(metric, value)
                .tag("database", database)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** Its series go with the others of the database. */
    @Override
    public void removed(String name) {
        // see BackupMetrics
    }
}
