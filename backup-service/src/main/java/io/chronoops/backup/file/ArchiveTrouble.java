package io.chronoops.backup.file;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.nio.file.Path;

/** What pg_restore says, in our words. */
final class ArchiveTrouble {
    private ArchiveTrouble() {}

    static OperationFailed of(Path path, String said) {
        String line = said.lines().findFirst().orElse("");
        if (line.contains("unsupported version")) {
            return new OperationFailed(
                    Reason.NEWER_FORMAT,
                    path + " was made by a newer pg_dump than the pg_restore of this service reads: " + line,
                    "install the client programs of the version that made it where backup-service runs");
        }
        if (line.contains("end of file") || line.contains("No such file")) {
            return Trouble.truncated(path, line);
        }
        if (line.contains("not built with")) {
            return new OperationFailed(
                    Reason.PRECONDITION,
                    path + " is compressed in a way that this service's pg_restore cannot expand: " + line,
                    "install client programs that can, or make the dump with another --compress");
        }
        return Trouble.damaged(path, line);
    }
}
