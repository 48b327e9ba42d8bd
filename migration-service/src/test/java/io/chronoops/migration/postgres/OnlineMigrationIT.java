package io.chronoops.migration.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.run.Figures;
import io.chronoops.migration.support.Migrating;
import io.chronoops.migration.support.OldApplication;
import io.chronoops.migration.support.RunBook;
import io.chronoops.migration.support.ScrapePages;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The enhanced filtering of scrape_pages while an old application goes on. */
class OnlineMigrationIT {
    private static final Logger LOG = LoggerFactory.getLogger(OnlineMigrationIT.class);
    private static final int ROWS = 40_000;

    @Test
    void assigns_each_row_as_one_statement_would_while_an_old_application_writes() throws Exception {
        var pages = ScrapePages.fresh("online", ROWS);
        Figures figures;
        OldApplication.Latency latency;
        long insertedBefore;
        try (var application = new OldApplication(pages, ROWS)) {
            await().until(() -> application.inserted() > 20);
            figures = new Migrating(pages).run(Direction.APPLY, new RunBook());
            insertedBefore = application.inserted();
            latency = application.latency();
            assertThat(application.failure()).isNull();
        }
        LOG.info("online migration of {} rows: {}, application {}", ROWS, figures.details(), latency);

        assertThat(insertedBefore).isGreaterThan(50);
        assertThat(pages.differences(ROWS)).isZero();
        assertThat(pages.number("SELECT count(*) FROM scrape_pages WHERE id > " + ROWS
                        + " AND priority_score = 2 AND filter_category = 'duplicate'"))
                .as("rows that the old application inserted meanwhile are assigned too")
                .isPositive();
        assertThat(pages.number("SELECT count(*) FROM scrape_pages")).isGreaterThanOrEqualTo(ROWS + insertedBefore);
        assertThat(
                        pages.number(
                                "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                                        + " WHERE indrelid = 'scrape_pages'::regclass AND indisvalid AND relname LIKE 'ix_scrape_pages_%'"))
                .isEqualTo(10);
        assertThat(Long.parseLong(figures.details().getOrDefault("largestBatchRows", "")))
                .isBetween(1L, 10_000L);
        assertThat(latency.worst()).isLessThan(2000);
    }

    @Test
    void stands_with_the_defaults_for_rows_to_come_and_does_nothing_when_asked_again() throws Exception {
        var pages = ScrapePages.fresh("again", 2000);
        var migrating = new Migrating(pages);
        migrating.run(Direction.APPLY, new RunBook());
        String shape = pages.shape();
        pages.execute("INSERT INTO scrape_pages (domain_id, mime_type, is_duplicate) VALUES (1, 'text/html', true)");

        Figures second = migrating.run(Direction.APPLY, new RunBook());

        assertThat(second.details()).containsEntry("steps", "all stood already").containsEntry("rows", "0");
        assertThat(pages.shape())
                .isEqualTo(shape)
                .contains("priority_score integer false 5", "status character varying(30)");
        assertThat(pages.text(
                        "SELECT priority_score || ' ' || is_manually_overridden || ' ' || can_be_manually_processed"
                                + " FROM scrape_pages ORDER BY id DESC LIMIT 1"))
                .as("rows of after the migration are the application's own")
                .isEqualTo("5 false true");
    }

    @Test
    void leaves_alone_what_the_application_has_set_itself() throws Exception {
        var pages = ScrapePages.fresh("meaningful", 500);
        var migrating = new Migrating(pages);
        var stopped = new RunBook(step -> step.equals("widen-status"));
        assertThatThrownBy(() -> migrating.run(Direction.APPLY, stopped)).isInstanceOf(RunBook.Stopped.class);
        pages.execute("UPDATE scrape_pages SET priority_score = 10 WHERE id = 11");
        pages.execute("UPDATE scrape_pages SET filter_category = 'mine' WHERE id = 22");
        pages.execute("UPDATE scrape_pages SET is_manually_overridden = true WHERE id = 33");

        migrating.run(Direction.APPLY, new RunBook());

        assertThat(pages.text(
                        "SELECT string_agg(id || ':' || priority_score || ':' || coalesce(filter_category, ''), ' '"
                                + " ORDER BY id) FROM scrape_pages WHERE id IN (11, 22, 33, 44)"))
                .isEqualTo("11:10: 22:6:mine 33:6: 44:2:duplicate");
    }

    @Test
    void builds_an_index_anew_that_a_dead_build_left_invalid() throws Exception {
        var pages = ScrapePages.fresh("invalid_index", 2000);
        pages.execute("ALTER TABLE scrape_pages ADD COLUMN filter_category varchar(50)");
        leaveInvalid(pages, "ix_scrape_pages_filter_category", "filter_category");

        new Migrating(pages).run(Direction.APPLY, new RunBook());

        assertThat(
                        pages.text(
                                "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_scrape_pages_filter_category'::regclass"))
                .isEqualTo("t");
    }

    private static void leaveInvalid(ScrapePages pages, String index, String column) throws Exception {
        try (Connection writer = pages.connect();
                Statement open = writer.createStatement()) {
            writer.setAutoCommit(false);
            open.execute("UPDATE scrape_pages SET retry_count = 1 WHERE id = 1");
            try (Connection builder = pages.connect();
                    Statement build = builder.createStatement()) {
                build.execute("SET statement_timeout = '300ms'");
                assertThatThrownBy(() -> build.execute(
                                "CREATE INDEX CONCURRENTLY " + index + " ON scrape_pages (" + column + ")"))
                        .hasMessageContaining("statement timeout");
            }
            writer.rollback();
        }
        assertThat(pages.text("SELECT indisvalid FROM pg_index WHERE indexrelid = '" + index + "'::regclass"))
                .isEqualTo("f");
    }

    @Test
    void names_who_blocks_it_meanwhile_and_when_it_gives_up() throws Exception {
        var pages = ScrapePages.fresh("blocked", 500);
        var book = new RunBook();
        try (Connection reader = pages.connect();
                Statement open = reader.createStatement()) {
            reader.setAutoCommit(false);
            open.execute("SELECT count(*) FROM scrape_pages");
            long pid = pages.number(
                    "SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = 'blocked'");

            assertThatThrownBy(() ->
                            new Migrating(pages).patience(Duration.ofSeconds(2)).run(Direction.APPLY, book))
                    .isInstanceOfSatisfying(OperationFailed.class, failed -> {
                        assertThat(failed.reason()).isEqualTo(Reason.LOCKED);
                        assertThat(failed)
                                .hasMessageContaining("pid " + pid)
                                .hasMessageContaining("idle in transaction")
                                .hasMessageContaining("add-columns");
                        assertThat(failed.mend()).contains("pg_terminate_backend(" + pid + ")");
                    });
            assertThat(book.steps()).anyMatch(step -> step.contains("waiting for pid " + pid));
            reader.rollback();
        }

        new Migrating(pages).run(Direction.APPLY, new RunBook());

        assertThat(pages.differences(500)).isZero();
    }

    /** GRANT changes the same row of the catalogue and takes no lock of the table; PostgreSQL lets the later one fail. */
    @Test
    void a_grant_at_the_same_moment_is_no_failure() throws Exception {
        var pages = ScrapePages.fresh("granted", 200);
        try (Connection owner = pages.connect();
                Statement grant = owner.createStatement();
                var migration = Executors.newSingleThreadExecutor()) {
            owner.setAutoCommit(false);
            grant.execute("GRANT SELECT (status) ON scrape_pages TO PUBLIC");
            Future<Figures> migrated = migration.submit(() -> new Migrating(pages).run(Direction.APPLY, new RunBook()));
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> pages.number("SELECT count(*) FROM pg_stat_activity WHERE datname = 'granted'"
                                    + " AND wait_event = 'transactionid' AND query LIKE '%varying(30)%'")
                            == 1);
            owner.commit();

            assertThat(migrated.get().details()).containsEntry("lockRetries", "1");
        }
        assertThat(pages.shape()).contains("status character varying(30)");
    }

    @Test
    void is_stopped_between_batches_and_goes_on_where_it_stood() throws Exception {
        var pages = ScrapePages.fresh("stopped", 20_000);
        var migrating = new Migrating(pages);
        var stopped = new RunBook(step -> step.equals("assign-existing-rows"));

        assertThatThrownBy(() -> migrating.run(Direction.APPLY, stopped)).isInstanceOf(RunBook.Stopped.class);
        Figures figures = migrating.run(Direction.APPLY, new RunBook());

        assertThat(pages.differences(20_000)).isZero();
        assertThat(figures.details())
                .containsKey("step.assign-existing-rows.ms")
                .doesNotContainKey("step.add-columns.ms");
    }
}
