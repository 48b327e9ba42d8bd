package io.chronoops.backup.full;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.Lines;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.Server;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes an incremental backup: a marker into the WAL; when it comes out sealed, all before it is durable. */
public final class TakeIncremental {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Operated operated;
    private final Repository repository;
    private final Segments segments;
    private final Clock clock;

    /** Into this repository. */
    public TakeIncremental(Operated operated, Repository repository, Segments segments, Clock clock) {
        this.operated = operated;
        this.repository = repository;
        this.segments = segments;
        this.clock = clock;
    }

    /** Seals all that is committed now; returns the segment that holds the marker. */
    public Segment sealNow(Database database, String marker, ArchiveState archive, OperationRun run)
            throws InterruptedException {
        archive.expect(marker);
        try (Connection connection = operated.open(database);
                var emit = connection.prepareStatement("SELECT pg_logical_emit_message(true, ?, ?)")) {
            emit.setString(1, DdlMessages.MARKER);
            emit.setString(2, marker);
            emit.execute();
        } catch (SQLException e) {
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
        return awaitSealed(marker, archive, run);
    }

    /** Waits until the segment is sealed that holds this marker, which is expected and committed already; returns it. */
    public Segment awaitSealed(String marker, ArchiveState archive, OperationRun run) throws InterruptedException {
        run.progress("waiting for the log to be sealed up to now", 0, 0, "");
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!archive.awaitMarker(marker, 500, TimeUnit.MILLISECONDS)) {
            run.stopIfCancelled();
            if (System.nanoTime() > until) {
                throw new OperationFailed(
                        Reason.TIMEOUT,
                        "the marker of this backup was not sealed within " + PATIENCE.toMinutes() + " minutes",
                        "look at the capture: chronoops databases list shows whether it streams and why not");
            }
        }
        Segment newest = archive.newest();
        if (newest == null) {
            throw new IllegalStateException("a marker was sealed in no segment");
        }
        return newest;
    }

    Manifest take(Database database, String id, ArchiveState archive, @Nullable Integer retentionDays, OperationRun run)
            throws IOException, InterruptedException {
        String path = Layout.manifest(database.name(), id);
        if (repository.exists(path)) {
            return Json.get(repository, path, Manifest.class);
        }
        Instant begun = clock.instant();
        long from = archive.sealedLsn();
        Segment last = sealNow(database, id, archive, run);
        List<Segment> added = Lines.of(segments.of(database.name())).newest().segments().stream()
                .filter(segment -> segment.lastLsn() > from && segment.lastLsn() <= last.lastLsn())
                .toList();
        var manifest = new Manifest(
                Manifest.FORMAT,
                id,
                database.name(),
                "incremental",
                begun,
                clock.instant(),
                new Server("", "", 0, database.dbname(), "", "", ""),
                "0:0:",
                last.lastLsn(),
                from,
                "zstd:3",
                retentionDays,
                List.of(),
                List.of(),
                List.of(),
                added.stream()
                        .map(segment -> new FileEntry(segment.file(), segment.bytes(), segment.sha256()))
                        .toList(),
                List.of(),
                List.of(),
                Map.of(),
                repository.keyId().orElse(null),
                null);
        Json.putSummed(repository, path, manifest);
        return manifest;
    }
}
