package io.chronoops.backup.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept.
 *
 * @param keep how long a backup is kept unless it says otherwise, and how far back any moment can be restored
 * @param atLeast full backups kept whatever their age
 * @param every how often expired ones are removed without a command
 */
@ConfigurationProperties("chronoops.retention")
public record RetentionProperties(
        @DefaultValue("30d") Duration keep,
        @DefaultValue("3") int atLeast,
        @DefaultValue("1h") Duration every) {
    public RetentionProperties {
        if (atLeast < 1) {
            throw new IllegalArgumentException("chronoops.retention.at-least must be 1 or more, was " + atLeast);
        }
        if (keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException("chronoops.retention.keep must be above 0, was " + keep);
        }
    }
}
