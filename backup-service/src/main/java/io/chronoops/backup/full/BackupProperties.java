package io.chronoops.backup.full;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How backups are taken.
 *
 * @param jobs connections that copy at once, unless the command says so
 * @param lockTimeoutSeconds how long to wait for a table that someone holds exclusively
 */
@ConfigurationProperties("chronoops.backup")
public record BackupProperties(
        @DefaultValue("2") int jobs, @DefaultValue("30") int lockTimeoutSeconds) {
    public BackupProperties {
        if (jobs < 1) {
            throw new IllegalArgumentException("chronoops.backup.jobs must be 1 or more, was " + jobs);
        }
    }
}
