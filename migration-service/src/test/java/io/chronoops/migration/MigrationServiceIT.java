package io.chronoops.migration;

import static io.chronoops.migration.support.ServiceProcess.command;
import static io.chronoops.migration.support.ServiceProcess.ended;
import static io.chronoops.migration.support.ServiceProcess.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chronoops.kit.operation.OperationFollower;
import io.chronoops.migration.support.BackupByHand;
import io.chronoops.migration.support.ScrapePages;
import io.chronoops.migration.support.ServiceProcess;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** migration-service as others see it: over Kafka and REST. */
class MigrationServiceIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static BackupByHand backups;
    private static ServiceProcess service;

    @BeforeAll
    static void start() throws Exception {
        backups = new BackupByHand();
        service = ServiceProcess.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        backups.close();
    }

    private static ScrapePages operated(String database, int rows) throws Exception {
        var pages = ScrapePages.fresh(database, rows);
        backups.operates(pages, database);
        return pages;
    }

    private static String migrate(String database, boolean rollback) throws Exception {
        return command("{\"database\":\"" + database + "\",\"migrate\":{\"plan\":\"enhanced-filtering\",\"rollback\":"
                + rollback + "}}");
    }

    @Test
    void refuses_to_begin_without_a_verified_full_backup_and_says_what_to_do() throws Exception {
        var pages = operated("unsafe", 100);
        String before = pages.shape();

        JsonNode none = ended(migrate("unsafe", false)).get("failure");
        String backup = backups.took("unsafe");
        JsonNode unverified = ended(migrate("unsafe", false)).get("failure");

        assertThat(none.get("reason").asString()).isEqualTo("PRECONDITION");
        assertThat(none.get("mend").asString()).isEqualTo("take one: chronoops backup --type=full --database unsafe");
        assertThat(unverified.get("reason").asString()).isEqualTo("PRECONDITION");
        assertThat(unverified.get("mend").asString()).startsWith("verify it: chronoops backups verify " + backup);
        assertThat(pages.shape()).isEqualTo(before);
    }

    @Test
    void succeeds_only_when_a_base_covers_the_new_schema_there_and_back() throws Exception {
        var pages = operated("covered", 3000);
        String before = pages.shape();
        String safety = backups.took("covered");
        backups.verified("covered", safety);

        String migration = migrate("covered", false);
        await().atMost(LONG).until(() -> BackupByHand.commanded("covered").size() == 1);
        String base = BackupByHand.commanded("covered").getFirst();
        assertThat(json("/api/v1/operations/" + migration).get("state").asString())
                .as("the schema stands, the base does not yet")
                .isEqualTo("running");
        backups.ended("covered", base);
        JsonNode succeeded = ended(migration);

        assertThat(succeeded.get("state").asString()).isEqualTo("succeeded");
        assertThat(succeeded.get("details").get("backupId").asString()).isEqualTo(base);
        assertThat(succeeded.get("details").get("backupBefore").asString()).isEqualTo(safety);
        assertThat(succeeded.get("details").get("rowsBefore").asString()).isEqualTo("3000");
        assertThat(succeeded.get("details").get("disk").asString()).contains("not checked");
        assertThat(pages.differences(3000)).isZero();
        assertThat(ServiceProcess.get("/actuator/prometheus", "viewer").body())
                .contains("chronoops_migration_rows_total{database=\"covered\",plan=\"enhanced-filtering\"")
                .contains("chronoops_migration_batch_seconds_bucket{database=\"covered\"")
                .contains("chronoops_migration_step_seconds_count{database=\"covered\"");
        assertThat(json("/api/v1/migrations/enhanced-filtering?database=covered")
                        .get("state")
                        .asString())
                .isEqualTo("done");
        assertThat(BackupByHand.events(migration).stream().filter(OperationFollower::isTerminal))
                .hasSize(1);
        assertThat(BackupByHand.events(migration))
                .anyMatch(event -> event.getProgress() != null
                        && event.getProgress().getStep().equals("assign-existing-rows"));

        assertThat(ended(migrate("covered", true)).get("failure").get("mend").asString())
                .as("the base is not verified yet")
                .startsWith("verify it");
        backups.verified("covered", base);
        String rollback = migrate("covered", true);
        await().atMost(LONG).until(() -> BackupByHand.commanded("covered").size() == 2);
        backups.ended(
                "covered",
                BackupByHand.commanded("covered").stream()
                        .filter(id -> !id.equals(base))
                        .findFirst()
                        .orElseThrow());

        assertThat(ended(rollback).get("state").asString()).isEqualTo("succeeded");
        assertThat(pages.shape()).isEqualTo(before);
    }

    @Test
    void is_cancelled_between_batches() throws Exception {
        var pages = operated("cancelled", 20_000);
        backups.verified("cancelled", backups.took("cancelled"));
        try (var writer = pages.connect();
                var open = writer.createStatement()) {
            writer.setAutoCommit(false);
            open.execute("UPDATE scrape_pages SET retry_count = 1 WHERE id = 1"); // holds it before its first lock
            String migration = migrate("cancelled", false);
            await().atMost(LONG)
                    .until(() ->
                            json("/api/v1/operations/" + migration).toString().contains("waiting for pid"));

            command("{\"database\":\"cancelled\",\"cancel\":{\"operationId\":\"" + migration + "\"}}");

            assertThat(ended(migration).get("state").asString()).isEqualTo("cancelled");
            writer.rollback();
        }
    }

    @Test
    void waits_for_an_operated_server_that_was_killed_and_goes_on() throws Exception {
        var pages = operated("crashed", 2000);
        backups.verified("crashed", backups.took("crashed"));
        Connection writer = pages.connect(); // dies with the server
        writer.setAutoCommit(false);
        writer.createStatement().execute("UPDATE scrape_pages SET retry_count = 1 WHERE id = 1");
        String migration = migrate("crashed", false);
        await().atMost(LONG)
                .until(() -> json("/api/v1/operations/" + migration).toString().contains("waiting for pid"));

        pages.server().kill();
        pages.server().start();
        await().atMost(LONG).until(() -> BackupByHand.commanded("crashed").size() == 1);
        backups.ended("crashed", BackupByHand.commanded("crashed").getFirst());

        assertThat(ended(migration).get("state").asString()).isEqualTo("succeeded");
        assertThat(pages.differences(2000)).isZero();
    }

    @Test
    void shows_each_plan_with_its_sql_locks_costs_and_where_it_stands() throws Exception {
        operated("looked-at", 100);

        JsonNode plan = json("/api/v1/migrations?database=looked-at").get(0);
        JsonNode back = json("/api/v1/migrations/enhanced-filtering?rollback=true");

        assertThat(plan.get("state").asString()).isEqualTo("pending");
        assertThat(plan.get("findings")).isEmpty();
        assertThat(plan.get("steps").get(0).get("sql").get(0).asString()).contains("ADD COLUMN priority_score");
        assertThat(plan.get("steps").get(0).get("lock").asString()).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(plan.get("steps").get(0).get("state").asString()).isEqualTo("pending");
        assertThat(back.get("steps").get(10).get("stopsTheApplication").asBoolean())
                .isTrue();
        assertThat(ServiceProcess.get("/api/v1/migrations?database=nowhere", "viewer")
                        .statusCode())
                .isEqualTo(404);
        assertThat(ServiceProcess.get("/api/v1/migrations/nothing", "viewer").body())
                .contains("this version knows enhanced-filtering");
    }

    @Test
    void vacuums_tables_in_full_or_not_and_names_one_that_is_not_there() throws Exception {
        var pages = operated("vacuumed", 5000);
        pages.execute("DELETE FROM scrape_pages WHERE id % 2 = 0");

        JsonNode all = ended(command("{\"database\":\"vacuumed\",\"vacuum\":{\"analyze\":true}}"));
        JsonNode full =
                ended(command("{\"database\":\"vacuumed\",\"vacuum\":{\"tables\":[\"scrape_pages\"],\"full\":true}}"));
        JsonNode none = ended(command("{\"database\":\"vacuumed\",\"vacuum\":{\"tables\":[\"nothing\"]}}"));

        assertThat(all.get("summary").asString()).startsWith("4 tables of vacuumed vacuumed and analyzed");
        assertThat(pages.text(
                        "SELECT last_analyze IS NOT NULL FROM pg_stat_user_tables WHERE relname = 'scrape_pages'"))
                .isEqualTo("t");
        assertThat(full.get("details").get("reclaimedBytes").asLong()).isPositive();
        assertThat(none.get("failure").get("message").asString()).isEqualTo("there is no table public.nothing");
    }

    @Test
    void rejects_a_plan_that_it_does_not_know() throws Exception {
        operated("unplanned", 10);

        JsonNode rejected = ended(command("{\"database\":\"unplanned\",\"migrate\":{\"plan\":\"nothing\"}}"));

        assertThat(rejected.get("state").asString()).isEqualTo("rejected");
        assertThat(rejected.get("failure").get("message").asString()).contains("this version knows enhanced-filtering");
    }
}
