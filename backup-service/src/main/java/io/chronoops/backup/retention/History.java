package io.chronoops.backup.retention;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.retention.Retention.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The backups of one database at one moment, and what becomes of each: first each by itself, then what those that are
 * kept need.
 */
final class History {
    private final RetentionProperties rules;
    private final List<Backup> newestFirst;
    private final List<Backup> goodBases;
    private final List<Long> breaks;
    private final Instant clock;
    private final Instant now;
    private final Instant horizon;
    private final Map<Backup, String> generations;
    private final Map<Backup, String> kept = new LinkedHashMap<>();
    private final Set<Backup> keepLog = new HashSet<>();

    History(RetentionProperties rules, List<Backup> backups, List<Long> breaks, Instant clock) {
        this.rules = rules;
        this.breaks = breaks;
        this.clock = clock;
        this.newestFirst = backups.stream()
                .sorted(Comparator.comparing(Backup::takenAt)
                        .thenComparing(backup -> Lsn.parse(backup.lsn()))
                        .reversed())
                .toList();
        List<Backup> past = newestFirst.stream()
                .filter(backup -> !backup.takenAt().isAfter(clock))
                .toList();
        this.goodBases = past.stream()
                .filter(backup -> backup.isBase() && backup.damaged() == null)
                .toList();
        this.now = past.stream()
                .filter(backup -> backup.damaged() == null)
                .findFirst()
                .map(newest -> newest.takenAt().plus(rules.standsStillAfter()))
                .filter(clock::isAfter)
                .orElse(clock);
        this.horizon = rules.before(now, rules.keep());
        this.generations = KeptGenerations.of(goodBases, rules.generations(), rules.zoneId());
    }

    List<Decision> decide() {
        newestFirst.forEach(backup -> ownReason(backup).ifPresent(reason -> kept.put(backup, reason)));
        keepTheWindow();
        keepBasesOfIncrements();
        return newestFirst.stream().map(this::decision).toList();
    }

    private Decision decision(Backup backup) {
        String reason = kept.get(backup);
        if (reason != null) {
            return new Decision(backup, false, reason, keepLog.contains(backup));
        }
        String what = backup.damaged() == null ? "" : "damaged, ";
        return new Decision(
                backup, true, what + "older than " + days(lifetime(backup)) + ", and nothing needs it", false);
    }

    /** Why a backup is kept for its own sake. */
    private Optional<String> ownReason(Backup backup) {
        if (backup.pinnedAt() != null) {
            return Optional.of("pinned at " + backup.pinnedAt() + ", kept until it is unpinned");
        }
        if (backup.takenAt().isAfter(clock)) {
            return Optional.of("taken at " + backup.takenAt() + ", which is still to come by this clock (" + clock
                    + "): the clock went back");
        }
        Duration lifetime = lifetime(backup);
        Instant until = rules.after(backup.takenAt(), lifetime);
        if (until.isAfter(now)) {
            return Optional.of(
                    until.isAfter(clock)
                            ? "kept until " + until + ", " + days(lifetime) + " after it was taken"
                            : "its " + days(lifetime) + " are over, but there was no backup for "
                                    + days(rules.standsStillAfter()) + ": nothing more expires until there is one");
        }
        int place = goodBases.indexOf(backup);
        if (place < 0) {
            return backup.isBase() && goodBases.isEmpty()
                    ? Optional.of("damaged, but there is no good full backup: parts of it may still be read")
                    : Optional.empty();
        }
        return baseReason(backup, place);
    }

    private Optional<String> baseReason(Backup base, int place) {
        if (place == 0) {
            return Optional.of("the last good full backup is never removed");
        }
        Optional<Backup> tested = goodBases.stream().filter(Backup::isTested).findFirst();
        if (tested.isEmpty()) {
            return Optional.of(
                    "no full backup is verified yet: none is removed before one is (chronoops backups verify --all)");
        }
        if (tested.get().equals(base)) {
            return Optional.of("the newest full backup that is verified");
        }
        if (place < rules.atLeast()) {
            return Optional.of("one of the " + rules.atLeast() + " newest full backups");
        }
        return Optional.ofNullable(generations.get(base));
    }

    /** Every moment since the horizon can be restored as well as before: a base goes only if an older one reaches over it. */
    private void keepTheWindow() {
        Optional<Backup> anchor = goodBases.stream()
                .filter(base -> !base.takenAt().isAfter(horizon))
                .findFirst();
        anchor.ifPresent(base -> {
            kept.putIfAbsent(base, "moments since " + horizon + " are restored beginning with it");
            keepLog.add(base);
        });
        @Nullable Backup reaching = anchor.orElse(null);
        for (Backup base : goodBases.reversed()) {
            if (base.takenAt().isAfter(horizon)) {
                if (reaching == null || isBroken(reaching, base)) {
                    kept.putIfAbsent(
                            base, "no older backup reaches the moments after it, and they are since " + horizon);
                }
                if (kept.containsKey(base)) {
                    reaching = base;
                    keepLog.add(base);
                }
            }
        }
    }

    private boolean isBroken(Backup from, Backup to) {
        long begin = Lsn.parse(from.lsn());
        long end = Lsn.parse(to.lsn());
        return breaks.stream().anyMatch(lsn -> lsn >= begin && lsn <= end);
    }

    /** An increment without its base is nothing; a differential needs its base alone, no log. */
    private void keepBasesOfIncrements() {
        for (Backup increment : List.copyOf(kept.keySet())) {
            if (increment.type().equals("incremental")) {
                long end = Lsn.parse(increment.lsn());
                goodBases.stream()
                        .filter(base -> Lsn.parse(base.lsn()) <= end)
                        .findFirst()
                        .ifPresent(base -> {
                            kept.putIfAbsent(
                                    base,
                                    "increment " + increment.id() + ", which is kept, is restored beginning with it");
                            keepLog.add(base);
                        });
            } else if (increment.baseId() != null) {
                newestFirst.stream()
                        .filter(base -> base.id().equals(increment.baseId()))
                        .forEach(base -> kept.putIfAbsent(
                                base, "differential " + increment.id() + ", which is kept, adds to it"));
            }
        }
    }

    private Duration lifetime(Backup backup) {
        Integer days = backup.retentionDays();
        return days == null ? rules.keep() : Duration.ofDays(days);
    }

    private static String days(Duration time) {
        return time.toDays() > 0 ? time.toDays() + (time.toDays() == 1 ? " day" : " days") : time.toHours() + " hours";
    }
}
