package io.chronoops.migration.metrics;

import io.chronoops.migration.run.Measures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Metrics with the prefix chronoops_migration. */
public final class MigrationMetrics {
    private static final String DATABASE = "database";
    private static final String PLAN = "plan";

    private final MeterRegistry registry;

    /** In this registry. */
    public MigrationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Those of one plan at one database. */
    public Measures of(String database, String plan) {
        Timer batches = Timer.builder("chronoops.migration.batch")
                .description("How long a backfill's batch took, commit included")
                .serviceLevelObjectives(
                        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1))
                .tags(DATABASE, database, PLAN, plan)
                .register(registry);
        Counter rows = Counter.builder("chronoops.migration.rows")
                .description("Rows that backfills assigned")
                .tags(DATABASE, database, PLAN, plan)
                .register(registry);
        Counter retries = Counter.builder("chronoops.migration.lock.retries")
                .description("Short locks that were not to be had in time and were asked for again")
                .tags(DATABASE, database, PLAN, plan)
                .register(registry);
        return new Measures() {
            @Override
            public void batch(Duration took, long changed) {
                batches.record(took);
                rows.increment((double) changed);
            }

            @Override
            public void lockRetried() {
                retries.increment();
            }

            @Override
            public void step(String name, Duration took) {
                Timer.builder("chronoops.migration.step")
                        .description("How long a step took that was not done before")
                        .tags(DATABASE, database, PLAN, plan, "step", name)
                        .register(registry)
                        .record(took);
            }
        };
    }

    /** One table was vacuumed. */
    public void vacuumed(String database, Duration took) {
        Timer.builder("chronoops.migration.vacuum")
                .description("How long VACUUM of one table took")
                .tags(DATABASE, database)
                .register(registry)
                .record(took);
    }
}
