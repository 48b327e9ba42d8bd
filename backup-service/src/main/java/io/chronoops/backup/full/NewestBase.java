package io.chronoops.backup.full;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;

/** The newest full backup in which nothing was found wrong. */
public final class NewestBase {
    private final Backups backups;
    private final Manifests manifests;

    /** As the catalogue lists them and the repository holds them. */
    public NewestBase(Backups backups, Manifests manifests) {
        this.backups = backups;
        this.manifests = manifests;
    }

    Manifest of(String database) throws IOException {
        Backup newest = backups.list(database).stream()
                .filter(backup -> backup.isBase() && backup.damaged() == null)
                .findFirst()
                .orElseThrow(() -> new OperationFailed(
                        Reason.PRECONDITION,
                        "there is no good full backup of " + database + " that a differential one could add to",
                        "take one: chronoops backup --type=full --database " + database));
        return manifests.find(database, newest.id());
    }
}
