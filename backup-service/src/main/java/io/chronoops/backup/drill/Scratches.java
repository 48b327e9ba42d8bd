package io.chronoops.backup.drill;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationRun;
import java.util.List;

/** The scratch databases of drills. Each is claimed before it is made, so that what a dead drill left is known as ours. */
public interface Scratches {
    /** Drops what dead drills left at this database's server; returns the names. */
    List<String> dropLeftovers(Database database, OperationRun run);

    /** Claims a name; refuses one that is taken, and a server without room, by name and figures. */
    void claim(Database database, String name, OperationRun run);

    /** Claims a name for a part of the database: how much room it takes is not known before. */
    void claimPart(Database database, String name, OperationRun run);

    /** Drops a scratch database that this run claimed; one that a newer attempt has claimed since stays. */
    void drop(Database database, String name, OperationRun run);

    /** Leaves it to the person who asked to keep it. */
    void keep(Database database, String name, OperationRun run);
}
