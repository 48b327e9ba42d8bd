package io.chronoops.migration;

import static io.chronoops.migration.support.ServiceProcess.command;
import static io.chronoops.migration.support.ServiceProcess.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chronoops.kit.operation.OperationFollower;
import io.chronoops.migration.support.BackupByHand;
import io.chronoops.migration.support.OldApplication;
import io.chronoops.migration.support.ScrapePages;
import io.chronoops.migration.support.ServiceProcess;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One migration under load whose service dies at each named point in turn, as by kill -9. */
class KilledMigrationIT {
    private static final Logger LOG = LoggerFactory.getLogger(KilledMigrationIT.class);
    private static final int ROWS = 20_000;
    private static final int KILLED = 137;

    @Test
    void goes_on_after_each_death_and_ends_once_with_one_base() throws Exception {
        var pages = ScrapePages.fresh("killed", ROWS);
        try (var backups = new BackupByHand();
                var application = new OldApplication(pages, ROWS)) {
            backups.operates(pages, "killed");
            backups.verified("killed", backups.took("killed"));
            String migration;
            try (var first = ServiceProcess.start("-Dchronoops.fault.point=migration.inside-batch")) {
                migration = command("{\"database\":\"killed\",\"migrate\":{\"plan\":\"enhanced-filtering\"}}");
                assertThat(first.awaitDeath()).isEqualTo(KILLED);
            }
            assertThat(pages.number("SELECT count(*) FROM scrape_pages WHERE filter_reason IS NOT NULL"))
                    .as("the batch in which it died is gone with it")
                    .isZero();
            die("migration.after-index");
            assertThat(pages.number("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                    .isZero();
            die("migration.before-base");
            assertThat(BackupByHand.commanded("killed")).isEmpty();
            die("migration.base-published");
            try (var _ = ServiceProcess.start()) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> BackupByHand.commanded("killed").size() == 2);
                assertThat(new HashSet<>(BackupByHand.commanded("killed")))
                        .as("published twice with one id is one backup")
                        .hasSize(1);
                backups.ended("killed", BackupByHand.commanded("killed").getFirst());
                var outcome = ended(migration);
                LOG.info("after four deaths: {}; application {}", outcome, application.latency());

                assertThat(outcome.get("state").asString()).isEqualTo("succeeded");
                assertThat(outcome.get("details").get("attempt").asString()).isEqualTo("5");
                // REST tells the state; its event leaves through the outbox a moment later, if the service lives
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> BackupByHand.events(migration).stream().anyMatch(OperationFollower::isTerminal));
            }
            assertThat(application.failure()).isNull();
            assertThat(BackupByHand.events(migration).stream().filter(OperationFollower::isTerminal))
                    .hasSize(1);
        }
        assertThat(pages.differences(ROWS)).isZero();
        assertThat(pages.number("SELECT count(*) FROM scrape_pages WHERE id > " + ROWS
                        + " AND priority_score = 2 AND filter_category = 'duplicate'"))
                .isPositive();
    }

    private static void die(String point) throws Exception {
        try (var service = ServiceProcess.start("-Dchronoops.fault.point=" + point)) {
            assertThat(service.awaitDeath()).as(point).isEqualTo(KILLED);
        }
    }
}
