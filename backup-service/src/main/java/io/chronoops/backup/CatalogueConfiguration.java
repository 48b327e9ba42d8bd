package io.chronoops.backup;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.catalogue.PostgresBackups;
import io.chronoops.backup.catalogue.RebuildCatalogue;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.retention.CleanupHandler;
import io.chronoops.backup.retention.PinHandler;
import io.chronoops.backup.retention.Retention;
import io.chronoops.backup.retention.RetentionProperties;
import io.chronoops.backup.schema.SchemaVersions;
import io.chronoops.backup.verify.VerifyHandler;
import io.chronoops.kit.operation.Events;
import io.chronoops.kit.operation.OperationList;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the catalogue, and what verifies, pins and removes backups. */
@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
    @Bean
    Backups backups(JdbcTemplate jdbc) {
        return new PostgresBackups(jdbc);
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
    RebuildCatalogue rebuildCatalogue(Manifests manifests, Repository repository, Backups backups) {
        return new RebuildCatalogue(manifests, repository, backups);
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
}
