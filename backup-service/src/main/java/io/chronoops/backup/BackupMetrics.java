package io.chronoops.backup;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.capture.CaptureStatus;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What backup-service tells Prometheus of each database; NaN where it cannot say, never a guess. */
final class BackupMetrics implements Databases.Watcher {
    private static final double MILLI = 1e-3;

    private final MeterRegistry registry;
    private final Captures captures;
    private final Backups backups;
    private final Clock clock;

    BackupMetrics(MeterRegistry registry, Captures captures, Backups backups, Clock clock) {
        this.registry = registry;
        this.captures = captures;
        this.backups = backups;
        this.clock = clock;
    }

    @Override
    public void added(Database database) {
        Tags tags = Tags.of("database", database.name());
        String name = database.name();
        Gauge.builder("chronoops_rpo_seconds", () -> rpo(name))
                .tags(tags)
                .description("Age of the newest commit that is sealed in the repository")
                .strongReference(true)
                .register(registry);
        Gauge.builder("chronoops_capture_up", () -> captures.status(name) instanceof CaptureStatus.Streaming ? 1 : 0)
                .tags(tags)
                .description("1: changes are captured")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "chronoops_backup_last_success_seconds",
                        () -> newest(name).map(this::age).orElse(Double.NaN))
                .tags(tags)
                .description("Age of the newest full backup")
                .strongReference(true)
                .register(registry);
        Gauge.builder("chronoops_backup_last_bytes", () -> newest(name)
                        .map(Backup::bytes)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN))
                .tags(tags)
                .description("Stored size of the newest full backup")
                .strongReference(true)
                .register(registry);
        Gauge.builder("chronoops_backups", () -> backups.list(name).size())
                .tags(tags)
                .description("Backups in the catalogue")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void removed(String name) {
        registry.getMeters().stream()
                .filter(meter -> name.equals(meter.getId().getTag("database")))
                .forEach(registry::remove);
    }

    private double rpo(String name) {
        return captures.archive(name)
                .map(ArchiveState::sealedCommitAt)
                .map(at -> Duration.between(at, clock.instant()).toMillis() * MILLI)
                .orElse(Double.NaN);
    }

    private Optional<Backup> newest(String name) {
        return backups.list(name).stream().filter(Backup::isBase).findFirst();
    }

    private double age(Backup backup) {
        Instant taken = backup.takenAt();
        return Duration.between(taken, clock.instant()).toMillis() * MILLI;
    }
}
