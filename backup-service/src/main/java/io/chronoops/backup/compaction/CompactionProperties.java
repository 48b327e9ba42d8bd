package io.chronoops.backup.compaction;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is folded.
 *
 * @param olderThan segments sealed so long ago
 * @param atLeast so many of them together, fewer stay as they are
 * @param span so much time of the log at most: a restore to a moment inside reads the segments themselves
 */
@ConfigurationProperties("chronoops.compaction")
public record CompactionProperties(
        @DefaultValue("7d") Duration olderThan,
        @DefaultValue("10") int atLeast,
        @DefaultValue("1d") Duration span) {
    public CompactionProperties {
        if (olderThan.isNegative()) {
            throw new IllegalArgumentException("chronoops.compaction.older-than must be 0 or more, was " + olderThan);
        }
        if (atLeast < 2) {
            throw new IllegalArgumentException("chronoops.compaction.at-least must be 2 or more, was " + atLeast);
        }
        if (span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException("chronoops.compaction.span must be above 0, was " + span);
        }
    }
}
