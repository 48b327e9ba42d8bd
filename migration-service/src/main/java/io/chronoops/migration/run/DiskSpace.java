package io.chronoops.migration.run;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.step.TableFacts;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether the operated server has room for what a migration adds. PostgreSQL does not tell its free space over SQL, so it
 * is read where its data directory can be seen from here, and said to be unknown elsewhere.
 */
public final class DiskSpace {
    private static final double MUST_STAY_FREE = 0.20;
    private static final long MEGABYTE = 1_000_000;

    private final @Nullable Path dataDirectory;

    /** Seen there; null: not seen. */
    public DiskSpace(@Nullable Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** One sentence for the outcome; throws where there is too little. */
    public String require(TableFacts.Size size) {
        long need = size.total(); // dead rows of the backfill, new indexes, WAL: seldom more than the table once more
        Path seen = dataDirectory;
        if (seen == null) {
            return "free space not checked: the operated server's data directory is not visible from here; needs up to "
                    + need / MEGABYTE + " MB";
        }
        try {
            FileStore store = Files.getFileStore(seen);
            return judge(store.getTotalSpace(), store.getUsableSpace(), need);
        } catch (IOException e) {
            throw new OperationFailed(
                    Reason.PRECONDITION,
                    "chronoops.migration.data-directory " + seen + " cannot be read: " + e.getMessage(),
                    "set it to the operated server's data directory, or leave it out where it is not visible",
                    e);
        }
    }

    static String judge(long total, long free, long need) {
        String figures =
                free / MEGABYTE + " MB of " + total / MEGABYTE + " MB free, up to " + need / MEGABYTE + " MB needed";
        if (free - need < total * MUST_STAY_FREE) {
            throw new OperationFailed(
                    Reason.PRECONDITION,
                    "the disk of the operated server has too little room: " + figures + ", 20 % must stay free",
                    "make room or enlarge the disk, then send the command again");
        }
        return figures;
    }
}
