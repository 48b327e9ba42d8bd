package io.chronoops.backup.catalogue;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Lsn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the catalogue has it.
 *
 * @param type full, schema, data or incremental
 * @param retentionDays asked for this one; null: the service's rule
 * @param verifiedAt when every byte was last re-read and matched
 * @param damaged what verification found; null: nothing
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
        @Nullable String damaged) {

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
                null);
    }

    /** Whether a restore can begin with it. */
    public boolean isBase() {
        return type.equals("full");
    }
}
