package io.chronoops.backup;

import io.chronoops.backup.archive.ArchiveLoop;
import io.chronoops.backup.archive.ArchiveProperties;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.CaptureProperties;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.database.AddDatabase;
import io.chronoops.backup.database.CheckDatabase;
import io.chronoops.backup.database.Listed;
import io.chronoops.backup.database.RemoveDatabase;
import io.chronoops.backup.full.TakeBase;
import io.chronoops.backup.gap.PostgresToldGaps;
import io.chronoops.backup.gap.TellGap;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.schema.FollowSchemas;
import io.chronoops.backup.schema.KnownSchemas;
import io.chronoops.backup.schema.SchemaReader;
import io.chronoops.backup.schema.SchemaVersions;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandPublisher;
import io.chronoops.kit.operation.Events;
import io.chronoops.kit.operation.Outbox;
import io.chronoops.kit.wire.WireSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires what captures, archives and reads schemas, and the operated databases. */
@Configuration(proxyBeanMethods = false)
class CaptureConfiguration {
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
}
