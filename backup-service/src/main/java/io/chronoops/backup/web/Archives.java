package io.chronoops.backup.web;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.timeline.LargeTexts;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What the repository holds of a database that is operated. */
@Component
final class Archives {
    private final Databases databases;
    private final Segments segments;
    private final Manifests manifests;
    private final Repository repository;

    Archives(Databases databases, Segments segments, Manifests manifests, Repository repository) {
        this.databases = databases;
        this.segments = segments;
        this.manifests = manifests;
        this.repository = repository;
    }

    List<Segment> log(String database) throws IOException {
        known(database);
        return segments.of(database);
    }

    List<Manifest> bases(String database) throws IOException {
        known(database);
        return manifests.of(database);
    }

    LargeTexts largeTexts(String database) {
        return new LargeValues(repository, database)::read;
    }

    /** Up to which commit it tells; null: nothing is sealed yet. */
    static @Nullable Instant end(List<Segment> log) {
        return log.isEmpty() ? null : log.getLast().lastCommitAt();
    }

    Database known(String database) {
        return databases
                .find(database)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "database " + database + " is not operated; list them with: chronoops databases list"));
    }
}
