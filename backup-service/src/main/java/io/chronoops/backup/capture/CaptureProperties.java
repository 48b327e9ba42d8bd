package io.chronoops.backup.capture;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes are captured.
 *
 * @param heartbeat how often a sign of life is written into the operated database's WAL: bounds how stale the RPO figure is
 * @param missedBeats so many heartbeats in a row not written: the RPO is not known, the source may be committing without us
 * @param retryAfter pause before a capture that stopped is started again
 */
@ConfigurationProperties("chronoops.capture")
public record CaptureProperties(
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("10") int missedBeats,
        @DefaultValue("2s") Duration retryAfter) {
    public CaptureProperties {
        if (missedBeats < 2) {
            throw new IllegalArgumentException("chronoops.capture.missed-beats must be 2 or more, was " + missedBeats);
        }
    }

    /** How long a heartbeat may be missing. */
    Duration patience() {
        return heartbeat.multipliedBy(missedBeats);
    }
}
