package io.chronoops.backup.mark;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segment.RestorePoint;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The restore points of a database, as its sealed log tells them. Of two with one name the first one counts. */
public final class RestorePoints {
    private static final int NEAREST = 3;

    private final Segments segments;

    /** Of these segments. */
    public RestorePoints(Segments segments) {
        this.segments = segments;
    }

    /** All, oldest first. */
    public List<RestorePoint> of(String database) throws IOException {
        return List.copyOf(first(segments.of(database)).values());
    }

    /** The one of this name, where there is one. */
    Optional<RestorePoint> find(String database, String name) throws IOException {
        return Optional.ofNullable(first(segments.of(database)).get(name));
    }

    /** The one of this name; refused with the nearest names where the log has none. */
    public RestorePoint named(String database, String name) throws IOException {
        List<Segment> log = segments.of(database);
        Map<String, RestorePoint> points = first(log);
        RestorePoint point = points.get(name);
        if (point != null) {
            return point;
        }
        throw new OperationFailed(
                Reason.NOT_FOUND,
                "the log of " + database + " has no restore point " + name + ". "
                        + (log.isEmpty()
                                ? "Nothing of it is archived"
                                : "It begins at " + begin(log)
                                        + ": retention has removed what was before it, restore points as well"),
                points.isEmpty()
                        ? "there is none in it; set one with: chronoops mark NAME"
                        : "the nearest: " + String.join(", ", nearest(name, points.keySet()))
                                + "; all: chronoops marks list");
    }

    private static Map<String, RestorePoint> first(List<Segment> log) {
        return log.stream()
                .flatMap(segment -> Objects.requireNonNullElse(segment.marks(), List.<RestorePoint>of()).stream())
                .collect(Collectors.toMap(RestorePoint::name, point -> point, (first, _) -> first, LinkedHashMap::new));
    }

    /** A segment tells when its last transaction committed, not its first. */
    private static String begin(List<Segment> log) {
        return Lsn.text(log.getFirst().firstLsn()) + ", before "
                + log.getFirst().lastCommitAt();
    }

    static List<String> nearest(String name, Collection<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt((String other) -> edits(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NEAREST)
                .toList();
    }

    /** Letters to insert, delete or exchange, case aside. */
    private static int edits(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
