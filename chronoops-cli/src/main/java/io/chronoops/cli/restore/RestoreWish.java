package io.chronoops.cli.restore;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The restore command as it is sent. */
record RestoreWish(
        @Nullable String backupId,
        @Nullable String backupFile,
        boolean latest,
        @Nullable Instant pointInTime,
        @Nullable String lsn,
        @Nullable Long beforeXid,
        List<String> tables,
        @Nullable String into,
        boolean verify,
        @Nullable Integer jobs,
        boolean replace,
        @Nullable String confirm,
        boolean withoutSafetyBackup,
        @Nullable String mark,
        boolean withReferenced,
        @Nullable String where,
        @Nullable String intoSchema) {}
