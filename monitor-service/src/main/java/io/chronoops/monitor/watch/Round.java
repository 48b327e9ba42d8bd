package io.chronoops.monitor.watch;

import io.chronoops.monitor.Reading;
import io.chronoops.monitor.Sight;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.Seen;
import io.chronoops.monitor.probe.Sighting;
import io.chronoops.monitor.reading.Watched;
import io.chronoops.topics.Uuid7;
import java.time.Duration;
import java.time.Instant;

/** One look of one probe at one database, and what came of it. */
public record Round(Watched watched, Instant at, Duration took, Sighting sighting) {
    /** In the form that travels. */
    Reading reading() {
        var reading = Reading.newBuilder()
                .setId(Uuid7.at(at))
                .setAt(at)
                .setSource("monitor-service")
                .setDatabase(watched.database())
                .setProbe(watched.probe())
                .setTookMillis(took.toMillis());
        return switch (sighting) {
            case Seen seen ->
                reading.setSight(Sight.OK)
                        .setSamples(seen.samples())
                        .setCountersReset(seen.countersReset())
                        .build();
            case Blind blind ->
                reading.setSight(Sight.BLIND).setReason(blind.reason()).build();
        };
    }
}
