package io.chronoops.backup;

import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.drill.PostgresScratches;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.proof.PostgresProofs;
import io.chronoops.backup.proof.ProofProperties;
import io.chronoops.backup.proof.Proofs;
import io.chronoops.backup.proof.ProveHandler;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.restore.PlanRestore;
import io.chronoops.backup.restore.RestoreDatabase;
import io.chronoops.backup.restore.RestoreHandler.Sealing;
import io.chronoops.backup.restore.RestoreProperties;
import io.chronoops.backup.restore.RestoreSnapshot;
import io.chronoops.backup.schema.KnownSchemas;
import io.chronoops.kit.databases.Databases;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the continuous proof. */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {
    @Bean
    Proofs proofs(JdbcTemplate jdbc) {
        return new PostgresProofs(jdbc);
    }

    @Bean
    SmartLifecycle proofMetrics(
            Databases databases, MeterRegistry registry, Proofs proofs, CoveredTables covered, Clock clock) {
        return new WatchOnStart(databases, new ProofMetrics(registry, proofs, covered, clock));
    }

    @Bean
    ProveHandler.Archive provenArchive(Repository repository, Manifests manifests, ProofProperties bounds) {
        return new ProveHandler.Archive(repository, manifests, bounds);
    }

    @Bean
    ProveHandler.Restoring proofRestoring(
            ProveHandler.Archive archive,
            Segments segments,
            KnownSchemas schemas,
            PostgresScratches scratches,
            Operated operated,
            RestoreProperties restore) {
        var plan = new PlanRestore(archive.repository(), archive.manifests(), segments, schemas);
        var database = new RestoreDatabase(archive.repository(), restore);
        return new ProveHandler.Restoring(new RestoreSnapshot(plan, database, operated, restore), scratches, operated);
    }

    @Bean
    ProveHandler proveHandler(
            Databases databases,
            ProveHandler.Archive archive,
            Sealing sealing,
            ProveHandler.Restoring restoring,
            Proofs proofs,
            Clock clock) {
        return new ProveHandler(databases, archive, sealing, restoring, proofs, clock);
    }
}
