package io.chronoops.migration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.migration.step.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plan as the customer's facts have it. */
class EnhancedFilteringTest {
    private static final Plan PLAN = EnhancedFiltering.plan();

    @Test
    void goes_columns_rows_indexes_foreign_key_rows_once_more() {
        assertThat(PLAN.apply().stream().map(Step::name))
                .containsExactly(
                        "add-columns",
                        "widen-status",
                        "assign-existing-rows",
                        "ix_scrape_pages_filter_category",
                        "ix_scrape_pages_filter_reason",
                        "ix_scrape_pages_priority_score",
                        "ix_scrape_pages_page_id",
                        "ix_scrape_pages_status_filter_category",
                        "ix_scrape_pages_manual_override",
                        "ix_scrape_pages_filtering_dashboard",
                        "fk_scrape_pages_page_id",
                        "validate-fk_scrape_pages_page_id",
                        "assign-rows-added-meanwhile",
                        "analyze");
    }

    @Test
    void adds_eight_columns_with_the_defaults_of_new_rows() {
        List<String> sql = PLAN.apply().getFirst().sql();

        assertThat(sql.getFirst().split("ADD COLUMN")).hasSize(9);
        assertThat(sql)
                .element(0)
                .asString()
                .contains("filter_reason character varying(100)")
                .contains("is_manually_overridden boolean DEFAULT false NOT NULL")
                .contains("can_be_manually_processed boolean DEFAULT true NOT NULL")
                .contains("page_id integer");
        assertThat(sql.getLast()).endsWith("ALTER COLUMN priority_score SET DEFAULT 5");
    }

    @Test
    void goes_back_from_the_guard_to_the_narrowed_status() {
        assertThat(PLAN.rollback().getFirst().name()).isEqualTo("guard-status");
        assertThat(PLAN.rollback().getLast().name()).isEqualTo("narrow-status");
        assertThat(PLAN.rollback()).hasSize(11);
    }

    @Test
    void every_plan_that_is_shipped_is_fit() {
        assertThat(Plans.shipped().all())
                .allSatisfy(plan -> assertThat(Lint.check(plan)).isEmpty());
    }
}
