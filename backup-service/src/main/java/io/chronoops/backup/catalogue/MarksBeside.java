package io.chronoops.backup.catalogue;

import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import java.io.IOException;
import java.util.Optional;

/** The marks of backups, each a small file beside its manifest: a lost catalogue comes back with them. */
final class MarksBeside {
    private static final String FILE = "marks.json";

    private final Repository repository;

    MarksBeside(Repository repository) {
        this.repository = repository;
    }

    Optional<Marks> read(String database, String id) throws IOException {
        String path = path(database, id);
        return repository.exists(path) ? Optional.of(Json.get(repository, path, Marks.class)) : Optional.empty();
    }

    void write(Backup backup) throws IOException {
        Json.put(repository, path(backup.database(), backup.id()), backup.marks());
    }

    private static String path(String database, String id) {
        return Layout.backup(database, id) + "/" + FILE;
    }
}
