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
 * @param marks restore points in it, in order; null: not told by every version
 * @param heartbeatAt the newest heartbeat sealed by then, by the source's own clock: all that was committed before it is sealed;
 *     null: none yet, or not told by every version
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
        @Nullable List<RestorePoint> marks,
        @Nullable Instant heartbeatAt,
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
     * A moment that somebody named.
     *
     * @param operation which command named it
     * @param lsn of the commit that it comes with: all up to it, itself included, belongs to the moment
     */
    public record RestorePoint(String name, String operation, String comment, long xid, long lsn, Instant at) {}

    /**
     * What a DDL command did to one object, seen in the log.
     *
     * @param table the table that it touched; empty: no table; *: unreadable, it may have been any
     * @param oid of the object, where it was told
     * @param shape the table afterwards; null: it is gone, or not told by every version
     * @param dropped whether it is gone
     * @param told all of its rows follow in the log, in the place of those before
     * @param lost why its rows are not those that the log tells from here on; null: they are
     */
    public record SchemaChange(
            long lsn,
            long xid,
            Instant at,
            String tag,
            String schema,
            String table,
            long oid,
            @Nullable TableShape shape,
            boolean dropped,
            boolean told,
            @Nullable String lost) {
        /** As people write it. */
        public String title() {
            return schema + "." + table;
        }

        /** Whether no restore can go over it, for this table: what it did to the rows is not known. */
        public boolean breaksLog() {
            return !table.isEmpty() && !dropped && (shape == null || lost != null);
        }

        /** Why, in words. */
        public String why() {
            return lost == null ? tag + " changed it in a way that the log does not tell" : lost + " (" + tag + ")";
        }
    }
}
