package io.chronoops.backup.full;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How backups are taken.
 *
 * @param jobs connections that copy at once, unless the command says so
 * @param bytesPerSecond read from a source at most, unless the command says so; 0: no bound
 * @param lockTimeoutSeconds how long to wait for a table that someone holds exclusively
 * @param leaveOutLargeObjects take a backup without them instead of refusing a database that has some
 */
@ConfigurationProperties("chronoops.backup")
public record BackupProperties(
        @DefaultValue("2") int jobs,
        @DefaultValue("0") long bytesPerSecond,
        @DefaultValue("30") int lockTimeoutSeconds,
        @DefaultValue("false") boolean leaveOutLargeObjects) {
    public BackupProperties {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException(
                    "chronoops.backup.bytes-per-second must be 0 or more, was " + bytesPerSecond);
        }
        if (jobs < 1) {
            throw new IllegalArgumentException("chronoops.backup.jobs must be 1 or more, was " + jobs);
        }
    }
}
