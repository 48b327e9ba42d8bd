package io.chronoops.monitor.metrics;

import io.chronoops.monitor.probe.Exported;
import io.chronoops.monitor.rule.OpenBreaches;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What is open now. */
public final class BreachSeries implements SeriesSource {
    private final OpenBreaches open;

    public BreachSeries(OpenBreaches open) {
        this.open = open;
    }

    @Override
    public Stream<Exported> series() {
        return open.breaches().stream()
                .flatMap(breaches -> Stream.concat(
                        Stream.of(new Exported(
                                "chronoops_breaches_active",
                                "How many breaches are open.",
                                false,
                                Map.of(),
                                breaches.size())),
                        breaches.values().stream()
                                .map(breach -> new Exported(
                                        "chronoops_breach_active",
                                        "1 while the breach is open.",
                                        false,
                                        Map.of(
                                                "rule", breach.getRule(),
                                                "severity",
                                                        breach.getSeverity()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT),
                                                "database", breach.getDatabase(),
                                                "subject", breach.getSubject()),
                                        1))));
    }
}
