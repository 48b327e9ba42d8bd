package io.chronoops.backup.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was from one moment on.
 *
 * @param xid null: it comes from a base
 * @param operation insert, update, delete, truncate, ddl, or base: as that backup has it
 * @param values as far as the log tells; none once it is gone
 * @param changed columns that differ from the version before
 * @param unchanged columns whose values the log does not tell, because they stayed as they were
 * @param large columns whose values are kept beside the log, by their hash
 * @param user who did it; null: the log does not tell
 */
public record RowVersion(
        Instant at,
        @Nullable Long xid,
        @Nullable String lsn,
        String operation,
        Map<String, @Nullable String> values,
        List<String> changed,
        List<String> unchanged,
        Map<String, String> large,
        @Nullable String user) {}
