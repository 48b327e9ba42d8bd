package io.chronoops.backup.full;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.compaction.CompactedRuns;
import io.chronoops.backup.compaction.FoldSegments;
import io.chronoops.backup.compaction.ShorterLog;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.Server;
import io.chronoops.backup.neteffect.DoesNotFit;
import io.chronoops.backup.repository.Json;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a differential backup: what the log since the newest full backup comes to, up to a marker sealed now. It needs that
 * full backup and nothing else, no log.
 */
public final class TakeDifferential {
    /** The net effect, in the form of a segment. */
    public static final String CHANGES = "changes.avro";
    /** What is in it. */
    public static final String DESCRIPTION = "changes.json";

    private final TakeIncremental marker;
    private final Repository repository;
    private final Segments segments;
    private final NewestBase newestBase;
    private final FoldSegments fold;
    private final Clock clock;

    /** Into this repository. */
    public TakeDifferential(
            TakeIncremental marker,
            Repository repository,
            Segments segments,
            NewestBase newestBase,
            FoldSegments fold,
            Clock clock) {
        this.marker = marker;
        this.repository = repository;
        this.segments = segments;
        this.newestBase = newestBase;
        this.fold = fold;
        this.clock = clock;
    }

    /** What is asked for; encrypt null: by the repository's rule. */
    record Wish(
            Database database,
            String id,
            @Nullable Integer retentionDays,
            @Nullable Boolean encrypt) {}

    Manifest take(Wish wish, ArchiveState archive, OperationRun run) throws IOException, InterruptedException {
        String name = wish.database().name();
        String path = Layout.manifest(name, wish.id());
        if (repository.exists(path)) {
            return Json.get(repository, path, Manifest.class);
        }
        Instant begun = clock.instant();
        Manifest base = newestBase.of(name);
        long end = marker.sealNow(wish.database(), wish.id() + "-" + run.attempt(), archive, run)
                .lastLsn();
        List<Segment> log = LogSince.of(
                base,
                segments.of(name).stream()
                        .filter(segment -> segment.lastLsn() <= end)
                        .toList());
        Manifest manifest = write(wish, base, log, begun, run);
        FaultPoint.reached("backup.before-manifest");
        Json.putSummed(repository, path, manifest);
        return manifest;
    }

    private Manifest write(Wish wish, Manifest base, List<Segment> log, Instant begun, OperationRun run)
            throws IOException {
        String folder = Layout.backup(base.database(), wish.id()) + "/";
        Repository into = wish.encrypt() == null ? repository : repository.encrypting(wish.encrypt());
        long end = log.getLast().lastLsn();
        Segment changes = fold(
                wish.encrypt() == null ? fold : fold.encrypting(wish.encrypt()),
                ShorterLog.of(log, new CompactedRuns(repository).of(base.database()), base.visible(), end),
                folder + CHANGES,
                base,
                run);
        Json.putSummed(repository, folder + DESCRIPTION, changes);
        return new Manifest(
                Manifest.FORMAT,
                wish.id(),
                base.database(),
                "differential",
                begun,
                clock.instant(),
                new Server("", "", 0, wish.database().dbname(), "", "", ""),
                "0:0:",
                end,
                base.lsn(),
                "zstd:3",
                wish.retentionDays(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new FileEntry(CHANGES, changes.bytes(), changes.sha256())),
                LogSince.notes(base, log),
                List.of(),
                Map.of(),
                into.keyId().orElse(null),
                base.id());
    }

    private static Segment fold(FoldSegments fold, List<Segment> log, String file, Manifest base, OperationRun run)
            throws IOException {
        try {
            return fold.fold(log, file, base.visible()::sees, _ -> true, run);
        } catch (DoesNotFit e) {
            throw new OperationFailed(
                    Reason.MISMATCH,
                    "the log since full backup " + base.id() + " cannot be folded: " + e.getMessage(),
                    "take a full backup, and report this",
                    e);
        }
    }
}
