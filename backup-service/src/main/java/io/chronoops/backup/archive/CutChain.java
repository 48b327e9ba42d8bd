package io.chronoops.backup.archive;

import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Cuts a chain where a timeline ended: the new primary never had what lies beyond. Nothing is thrown away: what is cut off
 * lies in the folder lost/ afterwards, out of every chain. Safe to do again after any interruption.
 */
final class CutChain {
    private final String database;
    private final Repository repository;
    private final Segments segments;

    CutChain(String database, Repository repository) {
        this.database = database;
        this.repository = repository;
        this.segments = new Segments(repository);
    }

    /** The segments that reach beyond, newest first. */
    List<Segment> beyond(long lsn) throws IOException {
        int line = segments.newest(database)
                .map(newest -> SegmentFile.line(newest.file()))
                .orElse(0);
        return segments.of(database).reversed().stream()
                .takeWhile(segment -> SegmentFile.line(segment.file()) == line && segment.lastLsn() > lsn)
                .toList();
    }

    /** Puts one aside: a copy first, then out of the chain. */
    void putAside(Segment segment) throws IOException {
        String kept =
                database + "/lost/" + segment.file().substring(segment.file().lastIndexOf('/') + 1);
        try (InputStream in = repository.open(segment.file());
                var copy = repository.create(kept)) {
            in.transferTo(copy);
            copy.commit();
        }
        Json.put(repository, Segments.description(kept), segment);
        segments.delete(segment);
    }
}
