package io.chronoops.backup.full;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandHandler;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.kit.operation.Outcome;
import io.chronoops.kit.operation.Refusal;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes a backup on command. */
public final class BackupHandler implements CommandHandler {
    private final Databases databases;
    private final TakeBase base;
    private final OfLog log;
    private final Backups backups;
    private final Repository repository;
    private final Captures captures;
    private final BackupProperties properties;

    /** What takes backups of the log: all of it up to now, and what it comes to. */
    public record OfLog(TakeIncremental incremental, TakeDifferential differential) {}

    /** Takes backups into this repository and catalogue. */
    public BackupHandler(
            Databases databases,
            TakeBase base,
            OfLog log,
            Backups backups,
            Repository repository,
            Captures captures,
            BackupProperties properties) {
        this.databases = databases;
        this.base = base;
        this.log = log;
        this.backups = backups;
        this.repository = repository;
        this.captures = captures;
        this.properties = properties;
    }

    @Override
    public String type() {
        return "backup";
    }

    @Override
    public Optional<Refusal> check(MaintenanceCommand command) {
        BackupCommand wish = command.getBackup();
        if (wish.getType() == BackupType.UNKNOWN) {
            return Optional.of(new Refusal(
                    Reason.INVALID, "backup type is not set: take full, schema, data, incremental or differential"));
        }
        if (wish.getRetentionDays() != null && wish.getRetentionDays() < 1) {
            return Optional.of(
                    new Refusal(Reason.INVALID, "retention days must be 1 or more, was " + wish.getRetentionDays()));
        }
        if (wish.getBytesPerSecond() != null && wish.getBytesPerSecond() < 1) {
            return Optional.of(
                    new Refusal(Reason.INVALID, "bytes per second must be 1 or more, was " + wish.getBytesPerSecond()));
        }
        if (wish.getJobs() != null && (wish.getJobs() < 1 || wish.getJobs() > 64)) {
            return Optional.of(new Refusal(Reason.INVALID, "jobs must be 1 to 64, was " + wish.getJobs()));
        }
        try {
            Codec.parse(wish.getCodec());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new Refusal(Reason.INVALID, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Outcome run(MaintenanceCommand command, OperationRun run) throws InterruptedException {
        Database database = databases
                .find(command.getDatabase())
                .orElseThrow(() -> new OperationFailed(
                        Reason.UNKNOWN_DATABASE,
                        "database " + command.getDatabase() + " is operated no longer",
                        "add it again"));
        BackupCommand wish = command.getBackup();
        try {
            Manifest manifest =
                    switch (wish.getType()) {
                        case INCREMENTAL ->
                            log.incremental()
                                    .take(database, command.getId(), archive(database), wish.getRetentionDays(), run);
                        case DIFFERENTIAL ->
                            log.differential()
                                    .take(
                                            new TakeDifferential.Wish(
                                                    database,
                                                    command.getId(),
                                                    wish.getRetentionDays(),
                                                    wish.getEncrypt()),
                                            archive(database),
                                            run);
                        case FULL, SCHEMA, DATA, UNKNOWN -> base.take(database, wish(command.getId(), wish), run);
                    };
            Backup backup = Backup.of(manifest, repository.location());
            return new Outcome(summary(manifest), details(manifest)).committing(_ -> backups.add(backup));
        } catch (IOException e) {
            throw RepositoryTrouble.failure(repository, e);
        }
    }

    @Override
    public void clear(MaintenanceCommand command, OperationRun run) throws IOException {
        base.clear(command.getDatabase(), command.getId());
    }

    private ArchiveState archive(Database database) {
        return captures.archive(database.name())
                .orElseThrow(() -> new OperationFailed(
                        Reason.BUSY,
                        "the capture of " + database.name() + " does not run here",
                        "try again in a moment"));
    }

    private TakeBase.Wish wish(String id, BackupCommand wish) {
        return new TakeBase.Wish(
                id,
                // some tables are no base: nothing but a restore of themselves can begin with them
                wish.getType() == BackupType.FULL && !wish.getTables().isEmpty()
                        ? "table"
                        : wish.getType().name().toLowerCase(Locale.ROOT),
                wish.getTables(),
                Codec.parse(wish.getCodec()),
                wish.getRetentionDays(),
                wish.getEncrypt(),
                new TakeBase.Pace(
                        wish.getJobs() == null ? properties.jobs() : wish.getJobs(),
                        wish.getBytesPerSecond() == null ? properties.bytesPerSecond() : wish.getBytesPerSecond(),
                        wish.getRefuseIfBusy()));
    }

    private static String summary(Manifest manifest) {
        return String.format(
                Locale.ROOT,
                "%s backup of %s: %,d rows of %d tables, %.1f MB stored, %.1f s",
                manifest.type(),
                manifest.database(),
                manifest.rows(),
                manifest.tables().size(),
                manifest.storedBytes() / 1e6,
                manifest.took().toMillis() / 1e3);
    }

    private Map<String, String> details(Manifest manifest) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("backupId", manifest.id());
        details.put("type", manifest.type().toUpperCase(Locale.ROOT));
        details.put("takenAt", manifest.takenAt().toString());
        details.put("lsn", Lsn.text(manifest.lsn()));
        details.put("rows", String.valueOf(manifest.rows()));
        details.put("bytes", String.valueOf(manifest.storedBytes()));
        details.put("location", repository.location());
        return details;
    }
}
