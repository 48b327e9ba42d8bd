package io.chronoops.monitor.rule;

import io.chronoops.monitor.Reading;
import io.chronoops.monitor.Sample;
import io.chronoops.monitor.Severity;
import io.chronoops.monitor.Sight;
import io.chronoops.monitor.reading.Cause;
import io.chronoops.monitor.reading.Heartbeat;
import io.chronoops.monitor.reading.Watched;
import io.chronoops.monitor.rule.Rule.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rules and readings that the tests speak of; moments are seconds after a fixed start. */
final class Given {
    static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
    static final Duration INTERVAL = Duration.ofSeconds(15);
    static final Rule CONNECTIONS = connections(Duration.ofSeconds(60), Duration.ofSeconds(30));
    static final SightPolicy SIGHT = new SightPolicy(
            Duration.ofSeconds(30), 3, Severity.WARNING, Map.of("up", Severity.CRITICAL), "runbooks/blind.md");
    static final RuleBook BOOK = new RuleBook(List.of(CONNECTIONS), SIGHT);

    private Given() {}

    static Rule connections(Duration hold, Duration clearAfter) {
        return new Rule(
                "connections",
                new Source("connections", "connections_ratio"),
                new Bound(Side.ABOVE, Map.of(Severity.WARNING, 0.8, Severity.CRITICAL, 0.95), 0.7),
                hold,
                clearAfter,
                new Wording("connections in use", "ratio", "runbooks/connections.md"));
    }

    static Instant at(long second) {
        return START.plusSeconds(second);
    }

    static Reading connections(long second, double ratio) {
        return reading(second)
                .setSight(Sight.OK)
                .setSamples(List.of(Sample.newBuilder()
                        .setMetric("connections_ratio")
                        .setValue(ratio)
                        .setUnit("ratio")
                        .setEvidence("{\"used\":" + Math.round(ratio * 100) + "}")
                        .build()))
                .build();
    }

    static Reading blind(long second, Cause cause) {
        return reading(second)
                .setSight(Sight.BLIND)
                .setReason(cause.reason("it cannot look", "let it"))
                .build();
    }

    static Reading reset(long second) {
        return reading(second).setSight(Sight.OK).setCountersReset(true).build();
    }

    static Reading heartbeat(long second, String... probes) {
        return Heartbeat.of(
                at(second),
                INTERVAL,
                List.of(probes).stream()
                        .map(probe -> new Watched("shop", probe, INTERVAL))
                        .toList());
    }

    private static Reading.Builder reading(long second) {
        return Reading.newBuilder()
                .setId("reading-" + second)
                .setAt(at(second))
                .setSource("test")
                .setDatabase("shop")
                .setProbe("connections");
    }
}
