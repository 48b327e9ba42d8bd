package io.chronoops.backup.drill;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import org.jspecify.annotations.Nullable;

/** Which backup a drill proves. */
final class WhichBackup {
    private final Backups backups;

    WhichBackup(Backups backups) {
        this.backups = backups;
    }

    /** The named one; id null: the newest good full one. */
    Backup of(Database database, @Nullable String id) {
        if (id == null) {
            return backups.list(database.name()).stream()
                    .filter(backup -> backup.isBase() && backup.damaged() == null)
                    .findFirst()
                    .orElseThrow(() -> new OperationFailed(
                            Reason.NOT_FOUND,
                            "there is no good full backup of " + database.name() + " to prove",
                            "take one: chronoops backup --type=full --database " + database.name()));
        }
        Backup backup = backups.find(id)
                .filter(found -> found.database().equals(database.name()))
                .orElseThrow(() -> new OperationFailed(
                        Reason.NOT_FOUND,
                        "there is no backup " + id + " of " + database.name(),
                        "chronoops backups list shows those that are"));
        if (!backup.isBase()) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "backup " + id + " is " + backup.type() + ": a drill proves full backups, with the log after them",
                    "name a full one, or none: the newest is taken");
        }
        return backup;
    }
}
