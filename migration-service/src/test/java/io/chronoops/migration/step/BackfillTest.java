package io.chronoops.migration.step;

import static io.chronoops.migration.step.FixedCatalogue.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.migration.step.Assigned.When;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows a backfill still has to assign, and how it says so. */
class BackfillTest {
    private static final Backfill BACKFILL = new Backfill(
            "assign",
            TABLE,
            List.of(
                    new Assigned("score", List.of("6", "5"), List.of(new When("big", "9"), new When("red", "7")), "5"),
                    new Assigned("label", List.of("NULL"), List.of(new When("big", "'big'")), "NULL")),
            "mine");

    @Test
    void the_first_condition_that_holds_decides() {
        assertThat(BACKFILL.assignments())
                .isEqualTo("score = CASE WHEN big THEN 9 WHEN red THEN 7 ELSE 5 END,"
                        + " label = CASE WHEN big THEN 'big' ELSE NULL END");
    }

    @Test
    void a_row_is_left_where_nobody_touched_it_it_is_not_set_aside_and_the_rules_want_another_value() {
        assertThat(BACKFILL.unassigned())
                .isEqualTo("score IN (6, 5) AND label IS NULL AND NOT (mine) AND (score, label) IS DISTINCT FROM"
                        + " (CASE WHEN big THEN 9 WHEN red THEN 7 ELSE 5 END, CASE WHEN big THEN 'big' ELSE NULL END)");
    }

    @Test
    void a_column_may_begin_as_a_value_or_as_null() {
        assertThat(new Assigned("score", List.of("1", "NULL"), List.of(), "2").untouchedPredicate())
                .isEqualTo("(score IN (1) OR score IS NULL)");
    }

    @Test
    void it_is_pending_half_or_done_by_its_rows() {
        var columns =
                new FixedCatalogue().column("score", "integer", false, "5").column("label", "text", false, null);

        assertThat(BACKFILL.look(new FixedCatalogue())).isEqualTo(new StepState.Pending());
        assertThat(BACKFILL.look(columns.rows(true, false))).isEqualTo(new StepState.Pending());
        assertThat(BACKFILL.look(columns.rows(true, true))).isInstanceOf(StepState.Half.class);
        assertThat(BACKFILL.look(columns.rows(false, true))).isEqualTo(new StepState.Done());
    }
}
