package io.chronoops.backup;

import io.chronoops.backup.archive.ArchiveLoop;
import io.chronoops.backup.archive.ArchiveProperties;
import io.chronoops.backup.archive.ArchiveTotals;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.CaptureProperties;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.catalogue.PostgresBackups;
import io.chronoops.backup.catalogue.RebuildCatalogue;
import io.chronoops.backup.database.AddDatabase;
import io.chronoops.backup.database.CheckDatabase;
import io.chronoops.backup.database.Listed;
import io.chronoops.backup.database.RemoveDatabase;
import io.chronoops.backup.drill.DrillHandler;
import io.chronoops.backup.drill.PostgresScratches;
import io.chronoops.backup.drill.RestoreRehearsal;
import io.chronoops.backup.export.ExportHandler;
import io.chronoops.backup.file.AllowedFolders;
import io.chronoops.backup.file.RestoreFile;
import io.chronoops.backup.file.RestoreFileHandler;
import io.chronoops.backup.full.BackupHandler;
import io.chronoops.backup.full.BackupProperties;
import io.chronoops.backup.full.SnapshotAges;
import io.chronoops.backup.full.TakeBase;
import io.chronoops.backup.full.TakeIncremental;
import io.chronoops.backup.gap.PostgresToldGaps;
import io.chronoops.backup.gap.TellGap;
import io.chronoops.backup.postgres.ClientPrograms;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.restore.PlanRestore;
import io.chronoops.backup.restore.Replacement;
import io.chronoops.backup.restore.RestoreDatabase;
import io.chronoops.backup.restore.RestoreHandler;
import io.chronoops.backup.restore.RestoreProperties;
import io.chronoops.backup.retention.CleanupHandler;
import io.chronoops.backup.retention.PinHandler;
import io.chronoops.backup.retention.Retention;
import io.chronoops.backup.retention.RetentionProperties;
import io.chronoops.backup.schedule.PublishDue;
import io.chronoops.backup.schedule.RunSchedules;
import io.chronoops.backup.schedule.ScheduleList;
import io.chronoops.backup.schedule.ScheduleProperties;
import io.chronoops.backup.schema.FollowSchemas;
import io.chronoops.backup.schema.KnownSchemas;
import io.chronoops.backup.schema.SchemaReader;
import io.chronoops.backup.schema.SchemaVersions;
import io.chronoops.backup.side.RestoreAsideHandler;
import io.chronoops.backup.verify.VerifyHandler;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.databases.Secrets;
import io.chronoops.kit.operation.CommandPublisher;
import io.chronoops.kit.operation.Events;
import io.chronoops.kit.operation.OperationList;
import io.chronoops.kit.operation.Outbox;
import io.chronoops.kit.wire.WireSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires backup-service and nothing else. */
@Configuration(proxyBeanMethods = false)
class BackupConfiguration {
    @Bean
    Operated operated(Secrets secrets) {
        return new Operated(secrets);
    }

    @Bean
    ClientPrograms clientPrograms(Operated operated) {
        return new ClientPrograms(operated);
    }

    @Bean
    Segments segments(Repository repository) {
        return new Segments(repository);
    }

    @Bean
    Manifests manifests(Repository repository) {
        return new Manifests(repository);
    }

    @Bean
    Backups backups(JdbcTemplate jdbc) {
        return new PostgresBackups(jdbc);
    }

    @Bean
    Captures captures(
            Databases databases,
            Operated operated,
            WireSettings wire,
            Repository repository,
            Segments segments,
            TellGap tellGap,
            Settings settings) {
        return new Captures(
                databases,
                operated,
                wire,
                new ArchiveLoop.Place(repository, segments, tellGap),
                settings.capture(),
                settings.archive());
    }

    @Bean
    TellGap tellGap(
            JdbcTemplate jdbc,
            Events events,
            PlatformTransactionManager transactions,
            CommandPublisher publisher,
            CaptureProperties capture,
            Clock clock) {
        return new TellGap(
                new PostgresToldGaps(jdbc, events, new TransactionTemplate(transactions)),
                publisher,
                capture.baseAfterGap(),
                clock);
    }

    /** Settings of the capture and of what it fills. */
    record Settings(CaptureProperties capture, ArchiveProperties archive) {}

    @Bean
    Settings captureSettings(CaptureProperties capture, ArchiveProperties archive) {
        return new Settings(capture, archive);
    }

    @Bean
    TakeBase takeBase(
            Operated operated,
            Repository repository,
            ClientPrograms programs,
            BackupProperties properties,
            SnapshotAges ages,
            Clock clock) {
        return new TakeBase(operated, repository, programs, properties, ages, clock);
    }

    @Bean
    SchemaVersions schemaVersions(Repository repository) {
        return new SchemaVersions(repository);
    }

    @Bean
    KnownSchemas knownSchemas(SchemaVersions versions, Manifests manifests) {
        return new KnownSchemas(versions, manifests);
    }

    @Bean
    FollowSchemas followSchemas(
            Databases databases, Captures captures, TakeBase takeBase, KnownSchemas known, Segments segments) {
        return new FollowSchemas(databases, captures, new SchemaReader(takeBase, known, segments));
    }

    @Bean
    SnapshotAges snapshotAges(Clock clock) {
        return new SnapshotAges(clock);
    }

    @Bean
    TakeIncremental takeIncremental(Operated operated, Repository repository, Segments segments, Clock clock) {
        return new TakeIncremental(operated, repository, segments, clock);
    }

    @Bean
    ExportHandler exportHandler(Manifests manifests, Repository repository) {
        return new ExportHandler(manifests, repository);
    }

    @Bean
    BackupHandler backupHandler(
            Databases databases,
            TakeBase base,
            BackupHandler.OfLog log,
            Backups backups,
            Repository repository,
            Captures captures,
            BackupProperties properties) {
        return new BackupHandler(databases, base, log, backups, repository, captures, properties);
    }

    @Bean
    RestoreAsideHandler restoreHandler(
            Databases databases,
            Manifests manifests,
            RestoreHandler.Sealing sealing,
            RestoreHandler.Place place,
            RestoreFile file,
            KnownSchemas schemas,
            PostgresScratches scratches,
            Clock clock) {
        var plan = new PlanRestore(place.repository(), manifests, sealing.segments(), schemas);
        var restore = new RestoreDatabase(place.repository(), place.restore());
        var ofBackups = new RestoreHandler(databases, plan, restore, sealing, place, clock);
        var ofFiles = new RestoreFileHandler(ofBackups, databases, file, clock);
        return new RestoreAsideHandler(
                ofFiles, databases, scratches, place.operated(), place.restore().role());
    }

    @Bean
    RestoreFile restoreFile(RepositoryProperties repository, RestoreHandler.Place place) {
        var folders = Stream.concat(Optional.ofNullable(repository.path()).stream(), place.restore().files().stream());
        return new RestoreFile(
                new AllowedFolders(folders.toList()),
                place.operated(),
                place.repository(),
                place.restore(),
                place.properties().jobs());
    }

    @Bean
    RestoreHandler.Sealing sealing(Captures captures, TakeIncremental incremental, Segments segments) {
        return new RestoreHandler.Sealing(captures, incremental, segments);
    }

    @Bean
    RestoreHandler.Place restorePlace(
            Repository repository,
            Operated operated,
            BackupProperties properties,
            RestoreProperties restore,
            Replacement replacement) {
        return new RestoreHandler.Place(repository, operated, properties, restore, replacement);
    }

    @Bean
    BackupFacts backupFacts(
            Backups backups,
            Repository repository,
            Events events,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new BackupFacts(backups, repository, events, new TransactionTemplate(transactions), clock);
    }

    @Bean
    VerifyHandler verifyHandler(BackupFacts facts, Manifests manifests, Segments segments, Repository repository) {
        return new VerifyHandler(facts, manifests, segments, repository);
    }

    @Bean
    Retention retention(RetentionProperties rules) {
        return new Retention(rules);
    }

    @Bean
    CleanupHandler cleanupHandler(
            Retention retention,
            Backups backups,
            BackupFacts facts,
            CleanupHandler.Archive archive,
            OperationList operations,
            Clock clock) {
        return new CleanupHandler(retention, backups, facts, archive, new RestoresByOperation(operations), clock);
    }

    @Bean
    CleanupHandler.Archive cleanupArchive(
            Repository repository, Segments segments, SchemaVersions schemas, Manifests manifests) {
        return new CleanupHandler.Archive(repository, segments, schemas, manifests);
    }

    @Bean
    PinHandler pinHandler(Backups backups, BackupFacts facts, Retention retention, Clock clock) {
        return new PinHandler(backups, facts, retention, clock);
    }

    @Bean
    DrillHandler drillHandler(
            Databases databases,
            Backups backups,
            BackupFacts facts,
            RestoreAsideHandler restore,
            PostgresScratches scratches,
            Clock clock) {
        return new DrillHandler(databases, backups, facts, new RestoreRehearsal(restore), scratches, clock);
    }

    @Bean
    PostgresScratches scratches(JdbcTemplate jdbc, Operated operated) {
        return new PostgresScratches(jdbc, operated);
    }

    @Bean
    PublishDue publishDue(Databases databases, CommandPublisher publisher, Clock clock) {
        return new PublishDue(databases, publisher, clock);
    }

    @Bean
    @DependsOn("flywayInitializer")
    RunSchedules runSchedules(DataSource control, ScheduleProperties schedules, PublishDue publishDue) {
        return new RunSchedules(control, schedules.parsed(), publishDue);
    }

    @Bean
    ScheduleList scheduleList(JdbcTemplate jdbc, ScheduleProperties schedules, Clock clock) {
        return new ScheduleList(jdbc, schedules.parsed(), clock);
    }

    @Bean
    RebuildCatalogue rebuildCatalogue(Manifests manifests, Repository repository, Backups backups) {
        return new RebuildCatalogue(manifests, repository, backups);
    }

    @Bean
    CheckDatabase checkDatabase(Operated operated) {
        return new CheckDatabase(operated);
    }

    @Bean
    AddDatabase addDatabase(
            Operated operated,
            CheckDatabase check,
            WireSettings wire,
            Outbox outbox,
            Databases databases,
            Clock clock) {
        return new AddDatabase(operated, check, wire, outbox, new Listed(databases), clock);
    }

    @Bean
    RemoveDatabase removeDatabase(Databases databases, Captures captures, Operated operated, Outbox outbox) {
        return new RemoveDatabase(databases, captures, operated, outbox);
    }

    @Bean
    CoveredTables coveredTables(Manifests manifests, Segments segments, KnownSchemas schemas, Clock clock) {
        return new CoveredTables(manifests, segments, schemas, clock);
    }

    @Bean
    SmartLifecycle backupMetrics(
            Databases databases,
            MeterRegistry registry,
            Captures captures,
            Backups backups,
            SnapshotAges snapshots,
            ArchiveTotals archive,
            CoveredTables covered,
            Clock clock) {
        return new WatchOnStart(
                databases,
                new BackupMetrics(
                        registry, captures, backups, new BackupMetrics.Figures(snapshots, archive, covered), clock));
    }
}
