package io.chronoops.monitor.reading;

import io.chronoops.monitor.Reading;
import io.chronoops.monitor.Sample;
import io.chronoops.monitor.Sight;
import io.chronoops.topics.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The monitor's own reading: that it is awake, and what it watches. Staleness is decided on these records, so that a
 * replay decides the same.
 */
public final class Heartbeat {
    /** Stands where a database's name would; no database can be called so. */
    public static final String DATABASE = "@monitor";

    public static final String PROBE = "heartbeat";
    static final String WATCHED = "watched";
    private static final String EVERY = "heartbeat_interval";

    private Heartbeat() {}

    /** A heartbeat of this moment. */
    public static Reading of(Instant at, Duration every, Collection<Watched> watched) {
        var samples = new ArrayList<>(watched.stream().map(Watched::toSample).toList());
        samples.add(Sample.newBuilder()
                .setMetric(EVERY)
                .setValue(every.toMillis() / 1e3)
                .setUnit("seconds")
                .build());
        return Reading.newBuilder()
                .setId(Uuid7.at(at))
                .setAt(at)
                .setSource("monitor-service")
                .setDatabase(DATABASE)
                .setProbe(PROBE)
                .setSight(Sight.OK)
                .setSamples(samples)
                .build();
    }

    /** Whether a reading is a heartbeat. */
    public static boolean is(Reading reading) {
        return reading.getDatabase().equals(DATABASE);
    }

    /** What the monitor said that it watches. */
    public static List<Watched> watched(Reading heartbeat) {
        return heartbeat.getSamples().stream()
                .filter(sample -> sample.getMetric().equals(WATCHED))
                .map(Watched::of)
                .toList();
    }

    /** How often heartbeats come. */
    public static Duration every(Reading heartbeat) {
        return heartbeat.getSamples().stream()
                .filter(sample -> sample.getMetric().equals(EVERY))
                .map(sample -> Duration.ofMillis(Math.round(sample.getValue() * 1e3)))
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
