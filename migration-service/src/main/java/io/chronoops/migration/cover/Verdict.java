package io.chronoops.migration.cover;

import java.time.Instant;

/** Whether a database may be migrated as far as its backups go. */
public sealed interface Verdict {
    /** This verified full backup holds it as it is. */
    record Covered(String backupId, Instant at) implements Verdict {}

    /** None does; why, and what to do. */
    record Uncovered(String why, String mend) implements Verdict {}
}
