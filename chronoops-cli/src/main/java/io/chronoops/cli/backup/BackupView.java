package io.chronoops.cli.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A backup as the catalogue has it. */
public record BackupView(
        String id,
        String database,
        String type,
        Instant takenAt,
        @Nullable Instant endedAt,
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
        @Nullable Double provenSeconds) {}
