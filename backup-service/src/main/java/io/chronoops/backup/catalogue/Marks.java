package io.chronoops.backup.catalogue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of a backup after it was taken; null: not yet, or no longer.
 *
 * @param verifiedAt every byte was re-read and matched
 * @param damaged what verification found
 * @param pinnedAt retention must leave it alone since then
 * @param provenAt it was restored and compared
 * @param provenSeconds how long that restore took
 */
public record Marks(
        @Nullable Instant verifiedAt,
        @Nullable String damaged,
        @Nullable Instant pinnedAt,
        @Nullable Instant provenAt,
        @Nullable Double provenSeconds) {
    /** Times as precise as the catalogue keeps them, so that what is read back is equal. */
    public Marks {
        verifiedAt = micros(verifiedAt);
        pinnedAt = micros(pinnedAt);
        provenAt = micros(provenAt);
    }

    private static @Nullable Instant micros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
