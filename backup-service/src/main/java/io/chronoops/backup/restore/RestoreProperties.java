package io.chronoops.backup.restore;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How databases are restored.
 *
 * @param role that makes and fills them: restore_user has no more rights than that takes and names what it had to leave
 *     out; a superuser such as admin_user brings back objects of superusers too
 * @param files folders below which files may be restored, besides the repository's own
 */
@ConfigurationProperties("chronoops.restore")
public record RestoreProperties(
        @DefaultValue("restore_user") String role,
        @DefaultValue List<Path> files) {
    public RestoreProperties {
        if (role.isBlank()) {
            throw new IllegalArgumentException("chronoops.restore.role must name a role, was empty");
        }
        for (Path folder : files) {
            if (!folder.isAbsolute()) {
                throw new IllegalArgumentException(
                        "chronoops.restore.files must name folders by their whole path, was " + folder);
            }
        }
    }
}
