package io.chronoops.router.metrics;

import io.chronoops.router.reconcile.Reconciliation;
import io.chronoops.router.reconcile.Report;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.ToDoubleFunction;

/** The reconciler's findings as gauges. */
public final class ReconciliationMetrics {
    private static final double MILLIS = 1000;

    private final MeterRegistry registry;
    private final Reconciliation reconciliation;
    private final Clock clock;

    /** Registers them. */
    public ReconciliationMetrics(MeterRegistry registry, Reconciliation reconciliation, Clock clock) {
        this.registry = registry;
        this.reconciliation = reconciliation;
        this.clock = clock;
        gauge("router.inputs.lost", "Inputs that should have an outcome by now and have none", found -> found.inputs()
                .lost());
        gauge("router.inputs.pending", "Inputs not decided yet", found -> found.inputs()
                .pending());
        gauge("router.outcomes.doubled", "Outcomes recorded a second time", found -> found.inputs()
                .twice());
        gauge("notifications.pending", "Notifications neither delivered nor given up", found -> found.notifications()
                .pending());
        gauge(
                "notifications.oldest.pending.seconds",
                "Age of the oldest of them",
                found -> found.notifications().oldestPending().toMillis() / MILLIS);
    }

    private void gauge(String name, String description, ToDoubleFunction<Report> value) {
        Gauge.builder("chronoops." + name, reconciliation, found -> value.applyAsDouble(found.report(clock.instant())))
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
