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

    /** Registers them. */
    public ReconciliationMetrics(MeterRegistry registry, Reconciliation reconciliation, Clock clock) {
        gauge(registry, reconciliation, clock, "chronoops.router.inputs.lost", report -> report.inputs()
                .lost());
        gauge(registry, reconciliation, clock, "chronoops.router.inputs.pending", report -> report.inputs()
                .pending());
        gauge(registry, reconciliation, clock, "chronoops.router.outcomes.doubled", report -> report.inputs()
                .twice());
        gauge(registry, reconciliation, clock, "chronoops.notifications.pending", report -> report.notifications()
                .pending());
        gauge(
                registry,
                reconciliation,
                clock,
                "chronoops.notifications.oldest.pending.seconds",
                report -> report.notifications().oldestPending().toMillis() / MILLIS);
    }

    private static void gauge(
            MeterRegistry registry,
            Reconciliation reconciliation,
            Clock clock,
            String name,
            ToDoubleFunction<Report> value) {
        Gauge.builder(name, reconciliation, found -> value.applyAsDouble(found.report(clock.instant())))
                .strongReference(true)
                .register(registry);
    }
}
