package io.chronoops.backup.retention;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.retention.Retention.Decision;
import io.chronoops.backup.retention.RetentionProperties.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backups as tests make them: verified, and at an LSN that grows with time. */
record Made(
        String id,
        String type,
        Instant at,
        @Nullable Integer days,
        @Nullable Instant verifiedAt,
        @Nullable String damaged,
        @Nullable Instant pinnedAt,
        @Nullable String baseId) {
    static final Instant DAY_0 = Instant.parse("2026-01-01T02:00:00Z");
    static final Generations NONE = new Generations(0, 0, 0, 0);

    static Made full(String id, int day) {
        Instant at = DAY_0.plus(Duration.ofDays(day));
        return new Made(id, "full", at, null, at, null, null, null);
    }

    static RetentionProperties rules(int days, int atLeast, Generations generations, String zone) {
        return new RetentionProperties(Duration.ofDays(days), atLeast, generations, zone, Duration.ofDays(36_500));
    }

    Made type(String other) {
        return new Made(id, other, at, days, verifiedAt, damaged, pinnedAt, baseId);
    }

    Made at(Instant other) {
        return new Made(id, type, other, days, verifiedAt, damaged, pinnedAt, baseId);
    }

    Made keptFor(@Nullable Integer other) {
        return new Made(id, type, at, other, verifiedAt, damaged, pinnedAt, baseId);
    }

    Made untested() {
        return new Made(id, type, at, days, null, damaged, pinnedAt, baseId);
    }

    Made damaged(String what) {
        return new Made(id, type, at, days, null, what, pinnedAt, baseId);
    }

    Made addingTo(String base) {
        return new Made(id, type, at, days, verifiedAt, damaged, pinnedAt, base);
    }

    Made pinned() {
        return new Made(id, type, at, days, verifiedAt, damaged, at, baseId);
    }

    static long lsn(Instant at) {
        return at.getEpochSecond();
    }

    Backup backup() {
        return new Backup(
                id,
                "shop",
                type,
                at,
                at,
                Lsn.text(lsn(at)),
                1,
                1,
                1,
                "gzip:6",
                days,
                "/r",
                verifiedAt,
                damaged,
                pinnedAt,
                null,
                null,
                baseId);
    }

    static List<String> expired(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision::expires)
                .map(decision -> decision.backup().id())
                .toList();
    }
}
