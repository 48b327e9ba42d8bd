package io.chronoops.monitor.analytics;

import io.chronoops.monitor.analytics.DatabaseCounts.State;
import io.chronoops.monitor.analytics.Loaded.Refused;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import io.chronoops.monitor.reading.Cause;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whether the counts are kept, and how far behind they are. What cannot be counted is blind, like anything not seen. */
public final class AnalyticsProbe implements DatabaseProbe {
    private static final double MILLIS = 1000;

    private final Analytics analytics;
    private final Clock clock;

    public AnalyticsProbe(Analytics analytics, Clock clock) {
        this.analytics = analytics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "analytics";
    }

    @Override
    public Looking open(String database) {
        return new Looking() {
            @Override
            public Sighting look(Session session) {
                return sighting(database);
            }

            /** It needs no session: whether there is one does not matter here. */
            @Override
            public Sighting unable(Blind blind) {
                return sighting(database);
            }
        };
    }

    private Sighting sighting(String database) {
        var counts = analytics.find(database);
        if (counts.isEmpty()) {
            return new Findings().seen();
        }
        return switch (counts.get().state()) {
            case State.Starting _, State.NoLog _ -> new Findings().seen();
            case State.Failed failed -> failed.blind();
            case State.Counting _ -> counting(counts.get());
        };
    }

    private Sighting counting(DatabaseCounts counts) {
        List<Refused> refused = counts.refused();
        if (!refused.isEmpty()) {
            return new Blind(
                    Cause.NOT_PRIVILEGED,
                    refused.getFirst().why(),
                    refused.getFirst().mend());
        }
        var findings = new Findings();
        counts.newest().ifPresent(newest -> {
            double behind =
                    Math.max(0, Duration.between(newest, clock.instant()).toMillis() / MILLIS);
            findings.sample("analytics_behind_seconds", behind, "seconds", Map.of("newestCommit", newest.toString()));
        });
        return findings.seen();
    }
}
