package io.chronoops.backup.archive;

import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Puts segments into the repository, durable: the bytes of each, then the description that makes it count. */
final class SealSegment {
    private final String database;
    private final Repository repository;
    private final Clock clock;
    private final String writer =
            String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());

    /** Of one database, by one writer. */
    SealSegment(String database, Repository repository, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.clock = clock;
    }

    Segment seal(OpenSegment segment, int line, OpenSegment.Source source) throws IOException {
        Path file = segment.finish();
        String path = new SegmentFile(line, segment.lastLsn(), writer).path(database);
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256);
                var stored = repository.create(path)) {
            in.transferTo(stored);
            stored.commit();
        }
        var stored =
                new OpenSegment.Stored(HexFormat.of().formatHex(sha256.digest()), Files.size(file), clock.instant());
        Segment sealed = segment.describe(path, source, stored);
        Json.put(repository, Segments.description(path), sealed);
        return sealed;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
