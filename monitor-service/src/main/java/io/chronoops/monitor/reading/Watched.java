package io.chronoops.monitor.reading;

import io.chronoops.monitor.Sample;
import java.time.Duration;

/** One probe that is expected to read a database at an interval. */
public record Watched(String database, String probe, Duration interval) {
    private static final double NANOS = 1e9;

    /** The key of its readings on the topic. */
    public String key() {
        return database + "/" + probe;
    }

    Sample toSample() {
        return Sample.newBuilder()
                .setMetric(Heartbeat.WATCHED)
                .setSubject(key())
                .setValue(interval.toNanos() / NANOS)
                .setUnit("seconds")
                .build();
    }

    static Watched of(Sample sample) {
        int slash = sample.getSubject().indexOf('/');
        return new Watched(
                sample.getSubject().substring(0, slash),
                sample.getSubject().substring(slash + 1),
                Duration.ofNanos(Math.round(sample.getValue() * NANOS)));
    }
}
