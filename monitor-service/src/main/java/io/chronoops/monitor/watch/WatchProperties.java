package io.chronoops.monitor.watch;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How databases are watched.
 *
 * @param interval between two looks of a probe, and between heartbeats
 * @param intervals other intervals, by probe
 * @param role the role that looks
 * @param sessions how many sessions the probes have at one server, over all its databases; one more is kept for "up"
 * @param statementTimeout the longest that one statement may take
 * @param lockTimeout the longest that a statement may wait for a lock
 */
@ConfigurationProperties("chronoops.monitor")
public record WatchProperties(
        @DefaultValue("15s") Duration interval,
        @DefaultValue Map<String, Duration> intervals,
        @DefaultValue("monitoring_user") String role,
        @DefaultValue("2") int sessions,
        @DefaultValue("5s") Duration statementTimeout,
        @DefaultValue("200ms") Duration lockTimeout) {
    public WatchProperties {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("chronoops.monitor.interval must be more than 0, was " + interval);
        }
        if (sessions < 1) {
            throw new IllegalArgumentException("chronoops.monitor.sessions must be 1 or more, was " + sessions);
        }
    }

    /** The longest that a whole look may take: a statement at its limit, and what is around it. */
    Duration bound() {
        return statementTimeout.plusSeconds(2);
    }
}
