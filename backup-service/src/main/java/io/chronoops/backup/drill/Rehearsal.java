package io.chronoops.backup.drill;

import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.MaintenanceCommand;

/** Restores as a restore in earnest would, into a database that nobody uses. */
public interface Rehearsal {
    /** Restores a backup into a database and compares it; the database is gone again if that fails. */
    Restored restore(MaintenanceCommand drill, Wish wish, OperationRun run) throws Exception;

    /** Which backup, with all of the log after it or as of its own moment, into which database. */
    record Wish(String backupId, boolean withLog, String into) {}

    /**
     * What was restored.
     *
     * @param changes of the log, after the backup's own rows
     * @param until the last commit that is in, as text
     */
    record Restored(String changes, String until) {}
}
