package io.chronoops.backup.restore;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How databases are restored.
 *
 * @param role that makes and fills them: restore_user has no more rights than that takes and names what it had to leave
 *     out; a superuser such as admin_user brings back objects of superusers too
 * @param files folders below which files may be restored, besides the repository's own
 * @param resumeFrom bytes, of rows as stored and of log, from which on a restore keeps book of what is done, to go on after a
 *     crash; one of less begins anew, which is as fast
 * @param replayMemory about how much heap that part of the log may take which is replayed at once; 0: as the heap allows
 */
@ConfigurationProperties("chronoops.restore")
public record RestoreProperties(
        @DefaultValue("restore_user") String role,
        @DefaultValue List<Path> files,
        @DefaultValue("16MB") DataSize resumeFrom,
        @DefaultValue("0") DataSize replayMemory) {
    private static final long LEAST = 16L << 20;
    private static final long MOST = 256L << 20;
    /** One part is folded while another is merged, and events wait in between: a third of the heap is in use then. */
    private static final long SHARE = 12;

    public RestoreProperties {
        if (replayMemory.toBytes() <= 0) {
            replayMemory = DataSize.ofBytes(Math.clamp(Runtime.getRuntime().maxMemory() / SHARE, LEAST, MOST));
        }
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
