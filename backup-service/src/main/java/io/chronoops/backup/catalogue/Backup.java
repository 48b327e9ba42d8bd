package io.chronoops.backup.catalogue;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Lsn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the catalogue has it.
 *
 * @param type full, table, schema, data, incremental or differential
 * @param retentionDays asked for this one; null: the service's rule
 * @param verifiedAt when every byte was last re-read and matched
 * @param damaged what verification found; null: nothing
 * @param pinnedAt since when retention must leave it alone; null: it need not
 * @param provenAt when it was last restored and compared
 * @param provenSeconds how long that restore took
 * @param baseId the full backup that a differential one adds to; null: none
 */
public record Backup(
        String id,
        String database,
        String type,
        Instant takenAt,
        Instant endedAt,
        String lsn,
        int tables,
        long rows,
        long bytes,
        String codec,
        @Nullable Integer retentionDays,
        String location,
        @Nullable Instant verifiedAt,
        @Nullable String damaged,
        @Nullable Instant pinnedAt,
        @Nullable Instant provenAt,
        @Nullable Double provenSeconds,
        @Nullable String baseId) {

    /** From its manifest: what a rebuild of the catalogue knows. */
    public static Backup of(Manifest manifest, String location) {
        return new Backup(
                manifest.id(),
                manifest.database(),
                manifest.type(),
                manifest.takenAt(),
                manifest.endedAt(),
                Lsn.text(manifest.lsn()),
                manifest.tables().size(),
                manifest.rows(),
                manifest.storedBytes(),
                manifest.codec(),
                manifest.retentionDays(),
                location,
                null,
                null,
                null,
                null,
                null,
                manifest.baseId());
    }

    /** The same with what was learned of it since it was taken. */
    public Backup with(Marks marks) {
        return new Backup(
                id,
                database,
                type,
                takenAt,
                endedAt,
                lsn,
                tables,
                rows,
                bytes,
                codec,
                retentionDays,
                location,
                marks.verifiedAt(),
                marks.damaged(),
                marks.pinnedAt(),
                marks.provenAt(),
                marks.provenSeconds(),
                baseId);
    }

    /** What was learned of it since it was taken. */
    public Marks marks() {
        return new Marks(verifiedAt, damaged, pinnedAt, provenAt, provenSeconds);
    }

    /** Whether its bytes were re-read and matched, or it was restored, and nothing wrong was found since. */
    public boolean isTested() {
        return damaged == null && (verifiedAt != null || provenAt != null);
    }

    /** Whether a restore can begin with it. */
    public boolean isBase() {
        return type.equals("full");
    }
}
