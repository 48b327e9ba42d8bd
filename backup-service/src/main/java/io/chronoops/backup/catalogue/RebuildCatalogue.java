package io.chronoops.backup.catalogue;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.ops.MaintenanceCommand;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a database's catalogue anew from the repository alone. */
public final class RebuildCatalogue implements CommandHandler {
    private final Manifests manifests;
    private final Repository repository;
    private final Backups backups;

    /** From this repository into this catalogue. */
    public RebuildCatalogue(Manifests manifests, Repository repository, Backups backups) {
        this.manifests = manifests;
        this.repository = repository;
        this.backups = backups;
    }

    @Override
    public String type() {
        return "catalogRebuild";
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) {
        String database = command.getDatabase();
        List<Manifest> found;
        try {
            found = manifests.of(database);
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        }
        Set<String> inRepository =
                new HashSet<>(found.stream().map(Manifest::id).toList());
        List<Backup> known = backups.list(database);
        List<String> gone = known.stream()
                .map(Backup::id)
                .filter(id -> !inRepository.contains(id))
                .toList();
        Set<String> have = new HashSet<>(known.stream().map(Backup::id).toList());
        List<Manifest> missing =
                found.stream().filter(manifest -> !have.contains(manifest.id())).toList();
        String summary = found.size() + " backups in the repository: " + missing.size()
                + " were missing in the catalogue, " + gone.size() + " were listed but are gone";
        var details = Map.of(
                "backups",
                String.valueOf(found.size()),
                "added",
                String.valueOf(missing.size()),
                "removed",
                String.valueOf(gone.size()));
        if (command.getCatalogRebuild().getDryRun()) {
            return new Outcome(summary + " (dry run, nothing changed)", details);
        }
        return new Outcome(summary, details).committing(_ -> {
            missing.forEach(manifest -> backups.add(Backup.of(manifest, repository.location())));
            gone.forEach(backups::remove);
        });
    }
}
