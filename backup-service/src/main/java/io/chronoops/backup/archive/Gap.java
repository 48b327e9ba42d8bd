package io.chronoops.backup.archive;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The chain of a database begins anew: nothing can be restored between what was sealed before and its next base.
 *
 * @param coveredLsn commit LSN of the last transaction before it, in the server's LSNs of then; null: there is none
 * @param beginsAt LSN from which the new chain holds everything
 */
public record Gap(String database, String reason, @Nullable Long coveredLsn, Origin origin, long beginsAt) {
    /** One id for one gap, whoever sees it and how often: it is known by where the new chain begins. */
    public UUID id(String purpose) {
        return UUID.nameUUIDFromBytes(
                String.join("\n", purpose, database, origin.toString(), Long.toHexString(beginsAt))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
