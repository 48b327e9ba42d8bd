package io.chronoops.backup.full;

import io.chronoops.backup.archive.Origin;
import io.chronoops.backup.postgres.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds: the last file written, and the one that makes it count.
 *
 * @param format version of this form; a reader refuses what is newer than it knows
 * @param type full, table (schema and rows of some), schema, data, incremental or differential
 * @param takenAt the moment of the snapshot
 * @param snapshot PostgreSQL's text of it: xmin:xmax:xip
 * @param lsn every transaction in the snapshot committed before this
 * @param fromLsn incremental, differential: exclusive start of what it adds
 * @param retentionDays asked for this backup; null: the service's rule
 * @param notes what it does not hold, by name and reason
 * @param notValid constraints that the source has not proved either, as "table constraint"
 * @param indexes bytes of each index at the source, by schema.index: the largest are built first
 * @param keyId key that its files are encrypted with; null: they are not
 * @param baseId differential: the full backup that it adds to; null: none
 */
public record Manifest(
        int format,
        String id,
        String database,
        String type,
        Instant takenAt,
        Instant endedAt,
        Server server,
        String snapshot,
        long lsn,
        long fromLsn,
        String codec,
        @Nullable Integer retentionDays,
        List<TableEntry> tables,
        List<SequenceEntry> sequences,
        List<String> materializedViews,
        List<FileEntry> files,
        List<String> notes,
        List<String> notValid,
        Map<String, Long> indexes,
        @Nullable String keyId,
        @Nullable String baseId) {
    public Manifest {
        notValid = notValid == null ? List.of() : notValid; // not told by every version
        indexes = indexes == null ? Map.of() : indexes;
    }

    /** The newest form that this version reads and the one that it writes. */
    public static final int FORMAT = 1;

    /** The server and database it was taken from. */
    public record Server(
            String version,
            String systemIdentifier,
            int timeline,
            String dbname,
            String encoding,
            String collate,
            String ctype) {
        /** Whose LSNs and xids these are. */
        public Origin origin() {
            return new Origin(systemIdentifier, timeline);
        }
    }

    /**
     * One table's rows.
     *
     * @param columns those that COPY carries, in order
     * @param publishedXid xid of the transaction that published it; 0: its changes are not captured
     * @param uncovered why changes of it are not captured; null: they are
     * @param digest 128-bit sum of the MD5 of each row's COPY text, hex
     * @param oid at the source; 0: not told by every version
     * @param numbers of the columns at the source: they outlive the names
     * @param key columns of its replica identity
     */
    public record TableEntry(
            String schema,
            String name,
            List<String> columns,
            long publishedXid,
            @Nullable String uncovered,
            long rows,
            long bytes,
            String digest,
            List<FileEntry> chunks,
            long oid,
            List<Integer> numbers,
            List<String> key) {
        public TableEntry {
            numbers = numbers == null ? List.of() : numbers; // not told by every version
            key = key == null ? List.of() : key;
        }

        /** As people write it. */
        public String title() {
            return schema + "." + name;
        }
    }

    /**
     * A sequence.
     *
     * @param called whether lastValue was given out; else it is the next
     * @param table of whole numbers whose column owns it, as SQL takes it; null: none
     */
    public record SequenceEntry(
            String schema,
            String name,
            long lastValue,
            boolean called,
            boolean descends,
            @Nullable String table,
            @Nullable String column) {}

    /** One file: path within the backup's folder, stored size, hash. */
    public record FileEntry(String path, long bytes, String sha256) {}

    /** Whether it is the net effect of the log since a full backup. */
    public boolean isDifferential() {
        return type.equals("differential");
    }

    /** The snapshot as it decides. */
    public Snapshot visible() {
        return Snapshot.parse(snapshot);
    }

    /** Rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(TableEntry::rows).sum();
    }

    /** Bytes stored. */
    public long storedBytes() {
        return files.stream().mapToLong(FileEntry::bytes).sum()
                + tables.stream()
                        .flatMap(table -> table.chunks().stream())
                        .mapToLong(FileEntry::bytes)
                        .sum();
    }

    /** How long it took. */
    public Duration took() {
        return Duration.between(takenAt, endedAt);
    }
}
