package io.chronoops.backup.retention;

import io.chronoops.backup.catalogue.Backup;
import java.time.Instant;
import java.util.List;

/** Decides which backups of one database are kept, and says why of each. Pure. */
public final class Retention {
    private final RetentionProperties rules;

    /** By these rules. */
    public Retention(RetentionProperties rules) {
        this.rules = rules;
    }

    /**
     * What becomes of one backup.
     *
     * @param rule why, in words
     * @param keepsLog whether the log from it on must stay too
     */
    public record Decision(Backup backup, boolean expires, String rule, boolean keepsLog) {}

    /** Decides for all backups of one database at a moment, where the log is whole. */
    public List<Decision> decide(List<Backup> backups, Instant now) {
        return decide(backups, List.of(), now);
    }

    /**
     * Decides for all backups of one database at a moment, newest first.
     *
     * @param breaks LSNs at which the log of some table ends: a gap, a change of shape
     */
    public List<Decision> decide(List<Backup> backups, List<Long> breaks, Instant now) {
        return new History(rules, backups, breaks, now).decide();
    }
}
