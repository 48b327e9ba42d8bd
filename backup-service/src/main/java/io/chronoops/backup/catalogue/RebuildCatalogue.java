package io.chronoops.backup.catalogue;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.RepositoryTrouble;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.ops.MaintenanceCommand;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a database's catalogue anew from the repository alone. */
public final class RebuildCatalogue implements CommandHandler {
    private final Manifests manifests;
    private final MarksBeside marksBeside;
    private final Repository repository;
    private final Backups backups;

    /** From this repository into this catalogue. */
    public RebuildCatalogue(Manifests manifests, Repository repository, Backups backups) {
        this.manifests = manifests;
        this.marksBeside = new MarksBeside(repository);
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
        Map<String, Marks> marks = new HashMap<>();
        try {
            found = manifests.of(database);
            for (Manifest manifest : found) {
                marksBeside.read(database, manifest.id()).ifPresent(read -> marks.put(manifest.id(), read));
            }
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
        List<Backup> differing = known.stream()
                .filter(backup -> {
                    Marks beside = marks.get(backup.id());
                    return beside != null && !beside.equals(backup.marks());
                })
                .toList();
        String summary = found.size() + " backups in the repository: " + missing.size()
                + " were missing in the catalogue, " + gone.size() + " were listed but are gone, "
                + differing.size() + " had other marks (verified, damaged, pinned, proven)";
        var details = Map.of(
                "backups",
                String.valueOf(found.size()),
                "added",
                String.valueOf(missing.size()),
                "removed",
                String.valueOf(gone.size()),
                "marked",
                String.valueOf(differing.size()));
        if (command.getCatalogRebuild().getDryRun()) {
            return new Outcome(summary + " (dry run, nothing changed)", details);
        }
        return new Outcome(summary, details).committing(_ -> {
            missing.forEach(manifest -> backups.add(Backup.of(manifest, repository.location())));
            missing.stream().map(Manifest::id).forEach(id -> mark(id, marks));
            differing.stream().map(Backup::id).forEach(id -> mark(id, marks));
            gone.forEach(backups::remove);
        });
    }

    private void mark(String id, Map<String, Marks> marks) {
        Marks beside = marks.get(id);
        if (beside != null) {
            backups.mark(id, beside);
        }
    }
}
