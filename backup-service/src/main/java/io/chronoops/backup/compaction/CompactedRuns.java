package io.chronoops.backup.compaction;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The compacted runs of the databases, read from the repository: nothing else is needed to know them. */
public final class CompactedRuns {
    private static final String DESCRIPTION = ".json";
    private static final String CONTENT = ".avro";

    private final Repository repository;

    /** Of this repository. */
    public CompactedRuns(Repository repository) {
        this.repository = repository;
    }

    /** All of a database, in order. */
    public List<Compacted> of(String database) throws IOException {
        List<Compacted> all = new ArrayList<>();
        for (String path : repository.list(Layout.compacted(database))) {
            if (path.endsWith(DESCRIPTION)) {
                all.add(Json.get(repository, path, Compacted.class));
            }
        }
        all.sort(Comparator.comparingLong(one -> one.content().firstLsn()));
        return all;
    }

    static String file(String database, Run run) {
        return Layout.compacted(database)
                + String.format(
                        Locale.ROOT,
                        "/%016x-%016x%s",
                        run.first().firstLsn(),
                        run.last().lastLsn(),
                        CONTENT);
    }

    /** From now on it counts. */
    void put(Compacted compacted) throws IOException {
        Json.put(repository, description(compacted), compacted);
    }

    /** Removes one, its description first, so that it never counts without its bytes. */
    public void delete(Compacted compacted) throws IOException {
        repository.delete(description(compacted));
        repository.delete(compacted.content().file());
    }

    /** Those of which a segment that they were made from is gone: no restore uses them any more. */
    public static List<Compacted> orphaned(List<Compacted> all, List<Segment> log) {
        return all.stream()
                .filter(one -> ShorterLog.madeFrom(one, log).isEmpty())
                .toList();
    }

    private static String description(Compacted compacted) {
        String file = compacted.content().file();
        return file.substring(0, file.length() - CONTENT.length()) + DESCRIPTION;
    }
}
