package io.chronoops.backup.restore;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.MaintenanceCommand;
import java.util.Optional;

/** Puts a restored database in the place of the operated one. */
public interface Replacement {
    /** How the comment of a database begins that is restored and waits to take its place; the operation's id follows. */
    String RESTORED = "chronoops: restored, to take the place of the operated database, by ";

    /** Why this command can never be done. */
    Optional<Refusal> check(MaintenanceCommand command);

    /** Restores beside the operated database, then lets the two change places. */
    Outcome replace(MaintenanceCommand command, Database database, Beside beside, OperationRun run)
            throws InterruptedException;

    /** Restores beside the operated database. */
    interface Beside {
        /** Into a new database of this name, made from this template, and compared. */
        Outcome restore(String name, String template) throws InterruptedException;
    }
}
