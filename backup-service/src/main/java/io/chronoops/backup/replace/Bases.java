package io.chronoops.backup.replace;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.full.BackupProperties;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.full.TakeBase;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.MaintenanceCommand;
import java.io.IOException;
import java.util.List;

/** The full backups that belong to a replacement: of the database before it, and of the one after. */
public final class Bases {
    private static final String CODEC = "gzip:6";

    private final TakeBase takeBase;
    private final Backups backups;
    private final BackupFacts facts;
    private final BackupProperties properties;
    private final Repository repository;

    /** Into this repository and catalogue. */
    public Bases(
            TakeBase takeBase, Backups backups, BackupFacts facts, BackupProperties properties, Repository repository) {
        this.takeBase = takeBase;
        this.backups = backups;
        this.facts = facts;
        this.properties = properties;
        this.repository = repository;
    }

    /** Of what is about to be replaced: pinned, in the name of the operation. */
    void safety(MaintenanceCommand command, Database database, OperationRun run) {
        Backup backup = take(database, safetyId(command), run);
        backups.add(backup);
        facts.pinned(
                MaintenanceCommand.newBuilder(command)
                        .setSource("replacing operation " + command.getId())
                        .build(),
                backup.id(),
                true);
    }

    static String safetyId(MaintenanceCommand command) {
        return command.getId() + "-before";
    }

    /** Of what has taken the place: the beginning of the new chain; in the catalogue once it is added. */
    Backup first(MaintenanceCommand command, Database database, OperationRun run) {
        return take(database, command.getId() + "-after", run);
    }

    void add(Backup backup) {
        backups.add(backup);
    }

    private Backup take(Database database, String id, OperationRun run) {
        var pace = new TakeBase.Pace(properties.jobs(), properties.bytesPerSecond(), false);
        var wish = new TakeBase.Wish(id, "full", List.of(), Codec.parse(CODEC), null, null, pace);
        try {
            return Backup.of(takeBase.take(database, wish, run), repository.location());
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        }
    }
}
