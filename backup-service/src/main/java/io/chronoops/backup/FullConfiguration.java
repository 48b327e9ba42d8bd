package io.chronoops.backup;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.export.ExportHandler;
import io.chronoops.backup.full.BackupHandler;
import io.chronoops.backup.full.BackupProperties;
import io.chronoops.backup.full.SnapshotAges;
import io.chronoops.backup.full.TakeBase;
import io.chronoops.backup.full.TakeIncremental;
import io.chronoops.backup.postgres.ClientPrograms;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.databases.Databases;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the taking of backups and their export. */
@Configuration(proxyBeanMethods = false)
class FullConfiguration {
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
    SnapshotAges snapshotAges(Clock clock) {
        return new SnapshotAges(clock);
    }

    @Bean
    TakeIncremental takeIncremental(Operated operated, Repository repository, Segments segments, Clock clock) {
        return new TakeIncremental(operated, repository, segments, clock);
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
    ExportHandler exportHandler(Manifests manifests, Repository repository) {
        return new ExportHandler(manifests, repository);
    }
}
