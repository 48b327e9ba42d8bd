package io.chronoops.migration.step;

import static io.chronoops.migration.step.FixedCatalogue.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What each kind of step sees in the catalogue, and what it then wants done. */
class StepsTest {
    private static final Column SCORE =
            Column.nullable("score", "integer").standard("5").existing("6");
    private static final Column FLAG =
            Column.nullable("flag", "boolean").standard("false").required();

    @Test
    void columns_are_added_at_once_with_the_commonest_value_for_rows_already_there() {
        var step = new AddColumns(TABLE, List.of(SCORE, FLAG));

        assertThat(step.look(new FixedCatalogue())).isEqualTo(new StepState.Pending());
        assertThat(step.sql())
                .containsExactly(
                        "ALTER TABLE shop.orders ADD COLUMN score integer DEFAULT 6, ADD COLUMN flag boolean DEFAULT false NOT NULL",
                        "ALTER TABLE shop.orders ALTER COLUMN score SET DEFAULT 5");
        assertThat(step.acts(new FixedCatalogue()))
                .hasOnlyElementsOfType(Act.ShortLock.class)
                .hasSize(1);
    }

    @Test
    void only_columns_that_are_missing_are_added() {
        var step = new AddColumns(TABLE, List.of(SCORE, FLAG));
        var half = new FixedCatalogue().column("score", "integer", false, "5");

        assertThat(step.look(half)).isEqualTo(new StepState.Half("missing: flag"));
        assertThat(step.acts(half).getFirst().sql())
                .containsExactly("ALTER TABLE shop.orders ADD COLUMN flag boolean DEFAULT false NOT NULL");
    }

    @Test
    void a_column_of_another_type_is_a_conflict() {
        var step = new AddColumns(TABLE, List.of(SCORE));

        assertThat(step.look(new FixedCatalogue().column("score", "text", false, null))
                        .note())
                .contains("score is there already as text, the plan wants integer");
    }

    @Test
    void a_varchar_is_widened_but_never_narrowed_by_widening() {
        var step = new WidenVarchar(TABLE, "status", 30);

        assertThat(step.look(new FixedCatalogue().column("status", Column.varchar(20), false, null)))
                .isEqualTo(new StepState.Pending());
        assertThat(step.look(new FixedCatalogue().column("status", Column.varchar(50), false, null)))
                .isEqualTo(new StepState.Done());
        assertThat(step.look(new FixedCatalogue().column("status", "character varying", false, null)))
                .isEqualTo(new StepState.Done());
        assertThat(step.look(new FixedCatalogue().column("status", "integer", false, null)))
                .isInstanceOf(StepState.Conflict.class);
    }

    @Test
    void an_invalid_index_is_dropped_and_built_anew() {
        var step = new CreateIndexConcurrently(TABLE, "ix_score", List.of("score"));
        var invalid = new FixedCatalogue().index("ix_score", false, "score");

        assertThat(step.look(invalid)).isInstanceOf(StepState.Half.class);
        assertThat(step.acts(invalid))
                .containsExactly(
                        new Act.Online("DROP INDEX CONCURRENTLY IF EXISTS shop.ix_score"),
                        new Act.Online("CREATE INDEX CONCURRENTLY ix_score ON shop.orders (score)"));
        assertThat(step.look(new FixedCatalogue().index("ix_score", true, "score")))
                .isEqualTo(new StepState.Done());
        assertThat(step.look(new FixedCatalogue().index("ix_score", true, "flag")))
                .isInstanceOf(StepState.Conflict.class);
    }

    @Test
    void a_foreign_key_is_added_unproved_and_then_proved() {
        var key = new AddForeignKeyNotValid(TABLE, "fk_page", "page_id", TableName.of("pages"), "id", "SET NULL");
        var validate = new ValidateConstraint(TABLE, "fk_page");
        String definition = "FOREIGN KEY (page_id) REFERENCES pages(id) ON DELETE SET NULL";
        var unproved = new FixedCatalogue().constraint("fk_page", false, definition + " NOT VALID");

        assertThat(key.sql().getFirst()).endsWith("ON DELETE SET NULL NOT VALID");
        assertThat(key.look(unproved)).isEqualTo(new StepState.Done());
        assertThat(validate.look(unproved)).isEqualTo(new StepState.Pending());
        assertThat(validate.look(new FixedCatalogue().constraint("fk_page", true, definition)))
                .isEqualTo(new StepState.Done());
        assertThat(key.look(new FixedCatalogue().constraint("fk_page", true, "CHECK (true)")))
                .isInstanceOf(StepState.Conflict.class);
    }

    @Test
    void a_guard_refuses_with_the_count_and_goes_on_where_it_stood() {
        var guard = new GuardLength(TABLE, "status", 20);
        var wide = new FixedCatalogue().column("status", Column.varchar(30), false, null);

        assertThat(guard.refusal(wide.counting(7)).map(Refused::why))
                .contains("7 rows of shop.orders hold a status longer than 20 characters");
        assertThat(guard.refusal(wide.counting(0))).isEmpty();
        assertThat(guard.acts(wide)).hasSize(2);
        wide.constraint("chronoops_status_fits_20", false, "CHECK");
        assertThat(guard.acts(wide)).hasOnlyElementsOfType(Act.Online.class).hasSize(1);
        assertThat(guard.retreat(wide).getFirst().sql())
                .containsExactly("ALTER TABLE shop.orders DROP CONSTRAINT IF EXISTS chronoops_status_fits_20");
        assertThat(guard.look(new FixedCatalogue().column("status", Column.varchar(20), false, null)))
                .isEqualTo(new StepState.Done());
    }

    @Test
    void narrowing_takes_the_guard_with_it() {
        assertThat(new NarrowVarchar(TABLE, "status", 20).sql())
                .containsExactly("ALTER TABLE shop.orders ALTER COLUMN status TYPE character varying(20),"
                        + " DROP CONSTRAINT IF EXISTS chronoops_status_fits_20");
    }

    @Test
    void a_default_is_set_only_where_it_differs() {
        var step = new SetDefault(TABLE, "score", "5");

        assertThat(step.look(new FixedCatalogue().column("score", "integer", false, "6")))
                .isEqualTo(new StepState.Pending());
        assertThat(step.look(new FixedCatalogue().column("score", "integer", false, "5")))
                .isEqualTo(new StepState.Done());
        assertThat(new SetDefault(TABLE, "score", null).sql())
                .containsExactly("ALTER TABLE shop.orders ALTER COLUMN score DROP DEFAULT");
    }

    @Test
    void names_are_quoted_only_where_they_must_be() {
        assertThat(new TableName("public", "Order\"s").sql()).isEqualTo("public.\"Order\"\"s\"");
        assertThat(TableName.of("user").sql()).isEqualTo("public.\"user\"");
    }
}
