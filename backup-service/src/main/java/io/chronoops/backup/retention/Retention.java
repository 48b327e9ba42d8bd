package io.chronoops.backup.retention;

import io.chronoops.backup.catalogue.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides which backups of one database are kept, and says why of each. Pure. */
public final class Retention {
    private final RetentionProperties rules;

    /** By these rules. */
    public Retention(RetentionProperties rules) {
        this.rules = rules;
    }

    /** What becomes of one backup, and the rule that decided. */
    public record Decision(Backup backup, boolean expires, String rule) {}

    /** Decides for all backups of one database at a moment. */
    public List<Decision> decide(List<Backup> backups, Instant now) {
        List<Backup> newestFirst = backups.stream()
                .sorted(Comparator.comparing(Backup::takenAt).reversed())
                .toList();
        List<Backup> goodBases = newestFirst.stream()
                .filter(backup -> backup.isBase() && backup.damaged() == null)
                .toList();
        Instant horizon = now.minus(rules.keep());
        Optional<Backup> anchor = goodBases.stream()
                .filter(base -> !base.takenAt().isAfter(horizon))
                .findFirst();
        List<Decision> decisions = new ArrayList<>();
        for (Backup backup : newestFirst) {
            decisions.add(decide(backup, now, goodBases, anchor));
        }
        return decisions;
    }

    private Decision decide(Backup backup, Instant now, List<Backup> goodBases, Optional<Backup> anchor) {
        Duration keep = backup.retentionDays() == null ? rules.keep() : Duration.ofDays(backup.retentionDays());
        Instant until = backup.takenAt().plus(keep);
        if (until.isAfter(now)) {
            return new Decision(
                    backup, false, "kept until " + until + ", " + keep.toDays() + " days after it was taken");
        }
        int place = goodBases.indexOf(backup);
        if (place == 0) {
            return new Decision(backup, false, "the last good full backup is never removed");
        }
        if (place > 0 && place < rules.atLeast()) {
            return new Decision(backup, false, "one of the " + rules.atLeast() + " newest full backups");
        }
        if (anchor.isPresent() && anchor.get().equals(backup)) {
            return new Decision(
                    backup, false, "moments since " + now.minus(rules.keep()) + " are restored beginning with it");
        }
        return new Decision(backup, true, "older than " + keep.toDays() + " days, and nothing needs it");
    }
}
