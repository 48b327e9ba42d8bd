package io.chronoops.backup.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One sealed segment of a database's change log: whole transactions, in commit order. Its description lies beside it and
 * makes it count.
 *
 * @param file path in the repository
 * @param firstLsn commit LSN before its first transaction (exclusive): the last one of the segment before, or the slot's start
 * @param lastLsn commit LSN of its last transaction
 * @param nextOffset Kafka offset to go on from
 * @param previousSha256 hash of the segment before: the chain; empty for a chain's first
 * @param gapBefore why the chain begins anew here; null: it goes on
 * @param ddl schema changes in it
 * @param sequences newest sample of the sequences' values
 * @param tables what happened to each table, by schema.table; null: not told by every version
 * @param origin the server that it comes from; null: not told by every version
 * @param markers those in it: an instance that does not archive learns from them what is sealed
 */
public record Segment(
        String file,
        long epoch,
        long firstLsn,
        long lastLsn,
        Instant lastCommitAt,
        long minXid,
        long maxXid,
        long transactions,
        long changes,
        long bytes,
        String sha256,
        String previousSha256,
        long nextOffset,
        Instant sealedAt,
        @Nullable String gapBefore,
        List<SchemaChange> ddl,
        Map<String, Long> sequences,
        @Nullable Map<String, TableChanges> tables,
        @Nullable Origin origin,
        Set<String> markers) {
    public Segment {
        markers = markers == null ? Set.of() : markers; // not told by every version
    }

    /** Changes of one table. */
    public record TableChanges(long inserted, long updated, long deleted, long truncated) {
        /** Those of a table that nothing happened to. */
        public static final TableChanges NONE = new TableChanges(0, 0, 0, 0);

        /** Both together. */
        public TableChanges plus(TableChanges more) {
            return new TableChanges(
                    inserted + more.inserted,
                    updated + more.updated,
                    deleted + more.deleted,
                    truncated + more.truncated);
        }
    }

    /**
     * A DDL command seen in the log.
     *
     * @param table the table whose rows it changes the shape of; empty: no table's
     */
    public record SchemaChange(long lsn, long xid, Instant at, String tag, String schema, String table) {}
}
