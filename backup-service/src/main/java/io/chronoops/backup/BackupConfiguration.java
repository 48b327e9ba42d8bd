package io.chronoops.backup;

import io.chronoops.backup.archive.ArchiveTotals;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.full.SnapshotAges;
import io.chronoops.backup.postgres.ClientPrograms;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.schema.KnownSchemas;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.databases.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what all of backup-service stands on, and its metrics. */
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
