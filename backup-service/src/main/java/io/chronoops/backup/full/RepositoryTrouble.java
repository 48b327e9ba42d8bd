package io.chronoops.backup.full;

import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.repository.RepositoryFailed;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What a failure of the repository means for an operation. */
public final class RepositoryTrouble {
    private RepositoryTrouble() {}

    /** Names the place, what happened and the mend. */
    public static OperationFailed failure(Repository repository, IOException e) {
        if (e instanceof RepositoryFailed named) {
            return new OperationFailed(named.reason(), String.valueOf(named.getMessage()), named.mend(), named);
        }
        if (e instanceof NoSuchFileException) {
            return new OperationFailed(
                    Reason.CORRUPT,
                    e.getMessage() + " is missing in the repository " + repository.location(),
                    "restore from another backup; chronoops backups verify --all names all damage",
                    e);
        }
        String said = String.valueOf(e.getMessage());
        if (said.contains("No space left") || said.contains("Disk quota")) {
            return new OperationFailed(
                    Reason.REPOSITORY_FULL,
                    "the repository " + repository.location() + " is full: nothing of this backup counts",
                    "free space there (chronoops cleanup --dry-run shows what retention would remove) and try again",
                    e);
        }
        return new OperationFailed(
                Reason.REPOSITORY_UNREADABLE,
                "the repository " + repository.location() + " failed: "
                        + e.getClass().getSimpleName() + " " + said,
                "see that it is mounted and writable for this service, then try again",
                e);
    }
}
