package io.chronoops.migration;

import io.chronoops.migration.run.Pace;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How migrations are run.
 *
 * @param role the role that changes operated databases: the owner of their tables or a member of it
 * @param backupMaxAge how old the verified backup may be that a migration must have behind it
 * @param baseTimeout how long the full backup afterwards may take
 * @param reconnectFor how long to wait for an operated server that went away
 * @param dataDirectory the operated server's data directory where this service can see it; null: it cannot
 */
@ConfigurationProperties("chronoops.migration")
public record MigrationProperties(
        String role,
        @DefaultValue("24h") Duration backupMaxAge,
        @DefaultValue("2h") Duration baseTimeout,
        @DefaultValue("1m") Duration reconnectFor,
        @Nullable Path dataDirectory,
        @DefaultValue Pace pace) {
    public MigrationProperties {
        if (role.isBlank()) {
            throw new IllegalArgumentException(
                    "chronoops.migration.role is empty: name the role that owns the tables to migrate");
        }
        if (backupMaxAge.isNegative() || backupMaxAge.isZero()) {
            throw new IllegalArgumentException(
                    "chronoops.migration.backup-max-age must be more than 0, was " + backupMaxAge);
        }
    }
}
