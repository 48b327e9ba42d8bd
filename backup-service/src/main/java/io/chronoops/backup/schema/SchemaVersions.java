package io.chronoops.backup.schema;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schema versions in a repository: manifests without rows. Each base is one too; those are not listed here. */
public final class SchemaVersions {
    private final Repository repository;
    private final Map<String, Manifest> read = new ConcurrentHashMap<>();

    /** Of this repository. */
    public SchemaVersions(Repository repository) {
        this.repository = repository;
    }

    /** All of one database, oldest first. */
    public List<Manifest> of(String database) throws IOException {
        List<Manifest> versions = new ArrayList<>();
        for (String path : repository.list(Layout.schemas(database))) {
            if (path.endsWith("/" + Layout.MANIFEST)) {
                Manifest known = read.get(path);
                if (known == null) {
                    known = Json.getSummed(repository, path, Manifest.class);
                    read.put(path, known);
                }
                versions.add(known);
            }
        }
        versions.sort(Comparator.comparingLong(Manifest::lsn));
        return versions;
    }

    /** Removes one: its manifest first, so that it never counts without its scripts. */
    public void delete(Manifest version) throws IOException {
        String folder = Layout.folder(version.database(), version.type(), version.id());
        String manifest = folder + "/" + Layout.MANIFEST;
        read.remove(manifest);
        repository.delete(manifest);
        repository.delete(folder);
    }
}
