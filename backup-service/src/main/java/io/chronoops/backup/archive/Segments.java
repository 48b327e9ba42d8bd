package io.chronoops.backup.archive;

import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The sealed segments of the databases, read from the repository: nothing else is needed to know them. */
public final class Segments {
    private static final String DESCRIPTION = ".json";

    private final Repository repository;
    private final Map<String, Segment> read = new ConcurrentHashMap<>();

    /** Of this repository. */
    public Segments(Repository repository) {
        this.repository = repository;
    }

    /** The chain of a database, in order. */
    public List<Segment> of(String database) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (String path : descriptions(database).toList()) {
            segments.add(describe(path));
        }
        segments.sort(Comparator.comparing(Segment::file));
        return Unforked.of(segments);
    }

    /** The newest of a database: the one description is read, not all of them. */
    public Optional<Segment> newest(String database) throws IOException {
        Optional<String> last = descriptions(database).reduce((_, later) -> later);
        return last.isEmpty() ? Optional.empty() : Optional.of(describe(last.get()));
    }

    /** Those that came after this one, in order; a fork among them counts as it is there. */
    List<Segment> after(String database, Segment known) throws IOException {
        List<Segment> later = new ArrayList<>();
        for (String path : descriptions(database)
                .filter(path -> path.compareTo(description(known.file())) > 0)
                .toList()) {
            later.add(describe(path));
        }
        return later;
    }

    /** In order: their names sort as they come. */
    private Stream<String> descriptions(String database) throws IOException {
        return repository.list(Layout.segments(database)).stream().filter(path -> path.endsWith(DESCRIPTION));
    }

    private Segment describe(String path) throws IOException {
        Segment known = read.get(path);
        if (known == null) {
            known = Json.get(repository, path, Segment.class);
            read.put(path, known);
        }
        return known;
    }

    /** Removes a segment: its description first, so that it never counts without its bytes. */
    public void delete(Segment segment) throws IOException {
        String description = description(segment.file());
        read.remove(description);
        repository.delete(description);
        repository.delete(segment.file());
    }

    static String description(String file) {
        return file.substring(0, file.length() - ".avro".length()) + DESCRIPTION;
    }
}
