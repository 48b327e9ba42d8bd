package io.chronoops.backup.catalogue;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.repository.RepositoryFailed;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The manifests in a repository: what there is even where the catalogue is lost. */
public final class Manifests {
    private final Repository repository;

    /** Of this repository. */
    public Manifests(Repository repository) {
        this.repository = repository;
    }

    /** All of one database, oldest first. */
    public List<Manifest> of(String database) throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        for (String path : repository.list(Layout.backups(database))) {
            if (path.endsWith("/" + Layout.MANIFEST)) {
                manifests.add(read(path));
            }
        }
        manifests.sort(Comparator.comparing(Manifest::takenAt));
        return manifests;
    }

    /** Whose backup it is: that database's where it has it, else the one in whose folder it lies. */
    public String databaseOf(String id, String likely) throws IOException {
        if (repository.exists(Layout.manifest(likely, id))) {
            return likely;
        }
        String ending = Layout.manifest("", id);
        return repository.list("").stream()
                .filter(path -> path.endsWith(ending))
                .map(path -> path.substring(0, path.length() - ending.length()))
                .findFirst()
                .orElse(likely);
    }

    /** One backup's. */
    public Manifest find(String database, String id) throws IOException {
        String path = Layout.manifest(database, id);
        if (!repository.exists(path)) {
            throw new OperationFailed(
                    Reason.NOT_FOUND,
                    "backup " + id + " of " + database + " is not in the repository " + repository.location(),
                    "chronoops backups list shows those that are");
        }
        return read(path);
    }

    private Manifest read(String path) throws IOException {
        try {
            Manifest manifest = Json.getSummed(repository, path, Manifest.class);
            refuseNewer(path, manifest.format());
            return manifest;
        } catch (IOException e) {
            if (!(e instanceof RepositoryFailed)) { // a newer form may be readable that far only
                refuseNewer(path, Json.getSummed(repository, path, Form.class).format());
            }
            throw e;
        }
    }

    private record Form(int format) {}

    private static void refuseNewer(String path, int format) {
        if (format > Manifest.FORMAT) {
            throw new OperationFailed(
                    Reason.NEWER_FORMAT,
                    path + " has format " + format + "; this version reads up to " + Manifest.FORMAT,
                    "use the newer version of backup-service that wrote it");
        }
    }
}
