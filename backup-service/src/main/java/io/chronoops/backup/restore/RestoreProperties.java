package io.chronoops.backup.restore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How databases are restored.
 *
 * @param role that makes and fills them: restore_user has no more rights than that takes and names what it had to leave
 *     out; a superuser such as admin_user brings back objects of superusers too
 */
@ConfigurationProperties("chronoops.restore")
public record RestoreProperties(
        @DefaultValue("restore_user") String role) {
    public RestoreProperties {
        if (role.isBlank()) {
            throw new IllegalArgumentException("chronoops.restore.role must name a role, was empty");
        }
    }
}
