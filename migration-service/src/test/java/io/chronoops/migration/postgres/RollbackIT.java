package io.chronoops.migration.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.support.Migrating;
import io.chronoops.migration.support.OldApplication;
import io.chronoops.migration.support.RunBook;
import io.chronoops.migration.support.ScrapePages;
import io.chronoops.ops.Reason;
import org.junit.jupiter.api.Test;

/** The way back of the enhanced filtering. */
class RollbackIT {
    @Test
    void leaves_the_table_as_it_was_while_the_application_goes_on() throws Exception {
        var pages = ScrapePages.fresh("way_back", 5000);
        var migrating = new Migrating(pages);
        String before = pages.shape();
        migrating.run(Direction.APPLY, new RunBook());
        try (var application = new OldApplication(pages, 5000)) {
            migrating.run(Direction.ROLLBACK, new RunBook());

            assertThat(application.failure()).isNull();
        }
        assertThat(pages.shape()).isEqualTo(before);
        assertThat(pages.number("SELECT count(*) FROM scrape_pages WHERE id <= 5000"))
                .isEqualTo(5000);
    }

    @Test
    void can_be_applied_again_afterwards() throws Exception {
        var pages = ScrapePages.fresh("there_and_back", 3000);
        var migrating = new Migrating(pages);
        migrating.run(Direction.APPLY, new RunBook());
        migrating.run(Direction.ROLLBACK, new RunBook());

        migrating.run(Direction.APPLY, new RunBook());

        assertThat(pages.differences(3000)).isZero();
    }

    @Test
    void is_refused_before_anything_changes_while_a_view_holds_a_column_and_names_it() throws Exception {
        var pages = ScrapePages.fresh("viewed", 100);
        var migrating = new Migrating(pages);
        String before = pages.shape();
        pages.execute("CREATE VIEW by_status AS SELECT status, count(*) FROM scrape_pages GROUP BY 1");

        assertThatThrownBy(() -> migrating.run(Direction.APPLY, new RunBook()))
                .isInstanceOfSatisfying(OperationFailed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.PRECONDITION))
                .hasMessageContaining("view by_status uses public.scrape_pages.status");
        assertThat(pages.shape()).isEqualTo(before);

        pages.execute("DROP VIEW by_status");
        migrating.run(Direction.APPLY, new RunBook());
        pages.execute("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
        pages.execute("CREATE TRIGGER scored BEFORE UPDATE OF priority_score ON scrape_pages EXECUTE FUNCTION f()");
        assertThatThrownBy(() -> migrating.run(Direction.ROLLBACK, new RunBook()))
                .hasMessageContaining("trigger scored on table scrape_pages uses public.scrape_pages.priority_score");
    }

    @Test
    void refuses_with_the_count_while_a_status_is_too_long_and_leaves_everything_standing() throws Exception {
        var pages = ScrapePages.fresh("too_long", 1000);
        var migrating = new Migrating(pages);
        migrating.run(Direction.APPLY, new RunBook());
        String applied = pages.shape();
        pages.execute("UPDATE scrape_pages SET status = 'awaiting_manual_review' WHERE id <= 3");

        assertThatThrownBy(() -> migrating.run(Direction.ROLLBACK, new RunBook()))
                .isInstanceOfSatisfying(OperationFailed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(Reason.PRECONDITION))
                .hasMessageContaining("3 rows of public.scrape_pages hold a status longer than 20 characters");
        assertThat(pages.shape()).isEqualTo(applied);

        pages.execute("UPDATE scrape_pages SET status = 'completed' WHERE id <= 3");
        migrating.run(Direction.ROLLBACK, new RunBook());
        assertThat(pages.shape()).contains("status character varying(20)");
    }

    @Test
    void takes_its_check_back_when_it_is_stopped_so_that_the_application_may_write_long_statuses_again()
            throws Exception {
        var pages = ScrapePages.fresh("stopped_back", 1000);
        var migrating = new Migrating(pages);
        migrating.run(Direction.APPLY, new RunBook());
        var stopped = new RunBook(step -> step.equals("drop-ix_scrape_pages_page_id"));

        assertThatThrownBy(() -> migrating.run(Direction.ROLLBACK, stopped)).isInstanceOf(RunBook.Stopped.class);

        pages.execute("UPDATE scrape_pages SET status = 'awaiting_manual_review' WHERE id = 1");
        assertThat(pages.shape()).doesNotContain("fits_20");
    }
}
