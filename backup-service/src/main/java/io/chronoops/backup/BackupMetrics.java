package io.chronoops.backup;

import io.chronoops.backup.archive.ArchiveTotals;
import io.chronoops.backup.archive.ArchiveTotals.Totals;
import io.chronoops.backup.capture.CaptureStatus;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.capture.Slots;
import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.full.SnapshotAges;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What backup-service tells Prometheus of each database; NaN where it cannot say, never a guess. */
final class BackupMetrics implements Databases.Watcher {
    private static final double MILLI = 1e-3;
    private static final String FULL = "full";
    private static final List<String> TYPES = List.of(FULL, "table", "schema", "data", "incremental", "differential");

    private final MeterRegistry registry;
    private final Captures captures;
    private final NewestBackups newest;
    private final SnapshotAges snapshots;
    private final ArchiveTotals archive;
    private final CoveredTables covered;
    private final Clock clock;

    /** What others count. */
    record Figures(SnapshotAges snapshots, ArchiveTotals archive, CoveredTables covered) {}

    BackupMetrics(MeterRegistry registry, Captures captures, Backups backups, Figures figures, Clock clock) {
        this.registry = registry;
        this.captures = captures;
        this.newest = new NewestBackups(backups, clock);
        this.snapshots = figures.snapshots();
        this.archive = figures.archive();
        this.covered = figures.covered();
        this.clock = clock;
    }

    @Override
    public void added(Database database) {
        String name = database.name();
        Tags tags = Tags.of("database", name);
        gauge(
                "chronoops_rpo_seconds",
                tags,
                "What a loss now would cost: age of the newest heartbeat that is sealed in the repository",
                () -> seconds(captures.recoveryPoint(name)));
        gauge(
                "chronoops_rpo_blind",
                tags,
                "1: what a loss would cost is not known",
                () -> captures.recoveryPoint(name).isPresent() ? 0 : 1);
        gauge(
                "chronoops_uncovered_tables",
                tags,
                "Tables of the newest full backup of which no moment since can be restored",
                () -> covered.uncovered(name));
        gauge(
                "chronoops_capture_up",
                tags,
                "1: changes are captured",
                () -> captures.status(name) instanceof CaptureStatus.Streaming ? 1 : 0);
        gauge(
                "chronoops_slot_retained_bytes",
                tags,
                "WAL that the source keeps for the capture's slot",
                () -> captures.slot(name).<Number>map(Slots.Slot::retainedBytes).orElse(Double.NaN));
        gauge(
                "chronoops_backup_last_success_seconds",
                tags,
                "Age of the newest full backup that is not damaged",
                () -> age(newest.good(name, FULL).map(Backup::takenAt)));
        gauge(
                "chronoops_backup_last_bytes",
                tags,
                "Stored size of the newest full backup that is not damaged",
                () -> bytes(newest.good(name, FULL)));
        gauge("chronoops_backups", tags, "Backups in the catalogue", () -> newest.of(name)
                .size());
        TYPES.forEach(type -> ofType(name, type));
        gauge(
                "chronoops_archive_bytes",
                tags,
                "Bytes that the sealed segments of the log take at rest",
                () -> archive.of(name).<Number>map(Totals::bytes).orElse(Double.NaN));
        gauge("chronoops_archive_changes", tags, "Changes that are in these segments", () -> archive.of(name)
                .<Number>map(Totals::changes)
                .orElse(Double.NaN));
        gauge(
                "chronoops_backup_verified_age_seconds",
                tags,
                "Time since the newest verification of a full backup that found nothing wrong",
                () -> age(newest.lastOfFull(name, Backup::verifiedAt)));
        gauge(
                "chronoops_backup_proven_age_seconds",
                tags,
                "Time since a full backup was last restored and compared",
                () -> age(newest.lastOfFull(name, Backup::provenAt)));
        gauge(
                "chronoops_drill_rto_seconds",
                tags,
                "How long the restore of the last drill took, comparing included",
                () -> newest.lastProven(name).map(Backup::provenSeconds).orElse(Double.NaN));
        gauge(
                "chronoops_backup_snapshot_age_seconds",
                tags,
                "How long the backup under way has been holding its snapshot; 0: none is",
                () -> snapshots.of(name).toMillis() * MILLI);
    }

    private void ofType(String name, String type) {
        Tags tags = Tags.of("database", name, "type", type);
        gauge(
                "chronoops_backup_age_seconds",
                tags,
                "Age of the newest backup of the type that is not damaged",
                () -> age(newest.good(name, type).map(Backup::takenAt)));
        gauge(
                "chronoops_backup_size_bytes",
                tags,
                "Stored size of the newest backup of the type that is not damaged",
                () -> bytes(newest.good(name, type)));
    }

    private void gauge(String metric, Tags tags, String description, Supplier<Number> value) {
        Gauge.builder(metric, value)
                .tags(tags)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void removed(String name) {
        registry.getMeters().stream()
                .filter(meter -> name.equals(meter.getId().getTag("database")))
                .forEach(registry::remove);
    }

    private static double seconds(Optional<Duration> time) {
        return time.map(known -> known.toMillis() * MILLI).orElse(Double.NaN);
    }

    private static Number bytes(Optional<Backup> backup) {
        return backup.<Number>map(Backup::bytes).orElse(Double.NaN);
    }

    private Number age(Optional<Instant> since) {
        return seconds(since.map(at -> Duration.between(at, clock.instant())));
    }
}
