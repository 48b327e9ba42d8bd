package io.chronoops.backup;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.BackupFacts;
import io.chronoops.backup.catalogue.Backups;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.drill.DrillHandler;
import io.chronoops.backup.drill.PostgresScratches;
import io.chronoops.backup.drill.RestoreRehearsal;
import io.chronoops.backup.file.AllowedFolders;
import io.chronoops.backup.file.RestoreFile;
import io.chronoops.backup.file.RestoreFileHandler;
import io.chronoops.backup.full.BackupProperties;
import io.chronoops.backup.full.TakeIncremental;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.restore.PlanRestore;
import io.chronoops.backup.restore.Replacement;
import io.chronoops.backup.restore.RestoreDatabase;
import io.chronoops.backup.restore.RestoreHandler;
import io.chronoops.backup.restore.RestoreProperties;
import io.chronoops.backup.schema.KnownSchemas;
import io.chronoops.backup.side.RestoreAsideHandler;
import io.chronoops.kit.databases.Databases;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires restores, and the drills that rehearse them. */
@Configuration(proxyBeanMethods = false)
class RestoreConfiguration {
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
    PostgresScratches scratches(JdbcTemplate jdbc, Operated operated) {
        return new PostgresScratches(jdbc, operated);
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
}
