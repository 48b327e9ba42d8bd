package io.chronoops.backup.capture;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How changes are captured.
 *
 * @param heartbeat how often a sign of life is written into the operated database's WAL: bounds how stale the RPO figure is
 * @param missedBeats so many heartbeats in a row not written: the RPO is not known, the source may be committing without us
 * @param retryAfter pause before a capture that stopped is started again
 * @param renewSlot make a slot anew that is gone or lost; the chain has a gap then
 * @param renewAfter a slot must have been gone for so long: whoever removes or replaces the database drops it too
 * @param baseAfterGap command a full backup when the chain has begun anew
 * @param warnAt WAL kept for the slot above which the log warns
 * @param dropAt WAL kept for the slot above which it is dropped, before it fills the source's disk; null: it is kept
 */
@ConfigurationProperties("chronoops.capture")
public record CaptureProperties(
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("10") int missedBeats,
        @DefaultValue("2s") Duration retryAfter,
        @DefaultValue("true") boolean renewSlot,
        @DefaultValue("10s") Duration renewAfter,
        @DefaultValue("true") boolean baseAfterGap,
        @DefaultValue("1GB") DataSize warnAt,
        @Nullable DataSize dropAt) {
    public CaptureProperties {
        if (missedBeats < 2) {
            throw new IllegalArgumentException("chronoops.capture.missed-beats must be 2 or more, was " + missedBeats);
        }
        if (dropAt != null && dropAt.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "chronoops.capture.drop-at must be above 0, was " + dropAt + "; leave it out to keep the slot");
        }
    }

    /** How long a heartbeat may be missing. */
    Duration patience() {
        return heartbeat.multipliedBy(missedBeats);
    }
}
