package io.chronoops.backup.compaction;

import io.chronoops.backup.archive.Segment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Segments that follow one another: there is at least one. */
record Run(List<Segment> segments) {
    Run {
        segments = List.copyOf(segments);
    }

    Segment first() {
        return segments.getFirst();
    }

    Segment last() {
        return segments.getLast();
    }

    long changes() {
        return segments.stream().mapToLong(Segment::changes).sum();
    }

    long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    /** SHA-256 of the hashes of its segments, one a line: tells whether something was made of just these. */
    String sha256() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Segment segment : segments) {
                sha256.update((segment.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
