package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.Segment.TableChanges;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did.
 *
 * @param lsn its commit's
 * @param changed rows inserted, updated and deleted; a TRUNCATE does not tell how many it removed
 * @param tables by schema.table
 * @param ddl commands that changed the schema, with their table
 * @param user who did it; null: the log does not tell
 */
public record TransactionSummary(
        long xid,
        Instant commitAt,
        String lsn,
        long changed,
        Map<String, TableChanges> tables,
        List<String> ddl,
        @Nullable String user,
        Before before) {
    /**
     * The target to restore to just before it.
     *
     * @param beforeXid exact
     * @param pointInTime the last microsecond before it; transactions of the same microsecond are left out with it
     */
    public record Before(long beforeXid, Instant pointInTime) {}
}
