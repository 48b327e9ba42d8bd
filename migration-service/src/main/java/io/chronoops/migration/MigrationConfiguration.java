package io.chronoops.migration;

import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.databases.Secrets;
import io.chronoops.kit.operation.CommandPublisher;
import io.chronoops.kit.operation.OperationFollower;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.migration.apply.ChangeDatabase;
import io.chronoops.migration.apply.MigrateHandler;
import io.chronoops.migration.cover.RequireBackup;
import io.chronoops.migration.cover.TakeBase;
import io.chronoops.migration.kafka.EventsOnTopic;
import io.chronoops.migration.metrics.MigrationMetrics;
import io.chronoops.migration.plan.Plans;
import io.chronoops.migration.postgres.Beginnings;
import io.chronoops.migration.postgres.ControlCheckpoints;
import io.chronoops.migration.postgres.OperatedSessions;
import io.chronoops.migration.run.Checkpoints;
import io.chronoops.migration.run.DiskSpace;
import io.chronoops.migration.vacuum.VacuumHandler;
import io.chronoops.migration.web.LookAtPlan;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires migration-service and nothing else. */
@Configuration
@EnableConfigurationProperties(MigrationProperties.class)
class MigrationConfiguration {
    @Bean
    Plans plans() {
        return Plans.shipped();
    }

    @Bean
    MigrationMetrics migrationMetrics(MeterRegistry registry) {
        return new MigrationMetrics(registry);
    }

    @Bean
    OperatedSessions operatedSessions(Databases databases, Secrets secrets, MigrationProperties properties) {
        return new OperatedSessions(databases, secrets, properties.role());
    }

    @Bean
    Checkpoints checkpoints(JdbcTemplate jdbc) {
        return new ControlCheckpoints(jdbc);
    }

    @Bean
    ChangeDatabase changeDatabase(
            OperatedSessions sessions,
            Checkpoints checkpoints,
            JdbcTemplate jdbc,
            MigrationMetrics metrics,
            MigrationProperties properties) {
        return new ChangeDatabase(
                sessions,
                new ChangeDatabase.Memory(checkpoints, new Beginnings(jdbc)),
                metrics,
                new DiskSpace(properties.dataDirectory()),
                properties.pace(),
                properties.reconnectFor());
    }

    @Bean
    RequireBackup requireBackup(WireSettings wire, Clock clock, MigrationProperties properties) {
        return new RequireBackup(new EventsOnTopic(wire), clock, properties.backupMaxAge());
    }

    @Bean
    TakeBase takeBase(
            CommandPublisher publisher, OperationFollower follower, Clock clock, MigrationProperties properties) {
        return new TakeBase(publisher, follower, clock, properties.baseTimeout());
    }

    @Bean
    MigrateHandler migrateHandler(
            Plans plans, RequireBackup requireBackup, ChangeDatabase changeDatabase, TakeBase takeBase) {
        return new MigrateHandler(plans, requireBackup, changeDatabase, takeBase);
    }

    @Bean
    VacuumHandler vacuumHandler(OperatedSessions sessions, MigrationMetrics metrics, MigrationProperties properties) {
        return new VacuumHandler(sessions, metrics, properties.pace());
    }

    @Bean
    LookAtPlan lookAtPlan(OperatedSessions sessions, Checkpoints checkpoints) {
        return new LookAtPlan(sessions, checkpoints);
    }
}
