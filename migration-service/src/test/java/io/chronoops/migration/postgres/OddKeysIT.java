package io.chronoops.migration.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.migration.plan.Direction;
import io.chronoops.migration.plan.Plan;
import io.chronoops.migration.run.Figures;
import io.chronoops.migration.step.AddColumns;
import io.chronoops.migration.step.Assigned;
import io.chronoops.migration.step.Assigned.When;
import io.chronoops.migration.step.Backfill;
import io.chronoops.migration.step.Column;
import io.chronoops.migration.step.DropColumns;
import io.chronoops.migration.step.SetDefault;
import io.chronoops.migration.step.TableName;
import io.chronoops.migration.support.Migrating;
import io.chronoops.migration.support.RunBook;
import io.chronoops.migration.support.ScrapePages;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plan that has nothing to do with the customer's, on a table with unusual names and a key of several columns. */
class OddKeysIT {
    private static final TableName TABLE = TableName.of("Odd Table");
    private static final Plan PLAN = new Plan(
            "odd",
            "grades orders",
            TABLE,
            List.of(
                    new AddColumns(TABLE, List.of(Column.nullable("Grade", "text"))),
                    new Backfill(
                            "grade-orders",
                            TABLE,
                            List.of(new Assigned(
                                    "Grade", List.of("NULL"), List.of(new When("amount > 500", "'big'")), "'small'")),
                            "amount IS NULL"),
                    new SetDefault(TABLE, "Grade", "'small'::text")),
            List.of(new DropColumns(TABLE, List.of("Grade"))));

    @Test
    void rows_are_walked_along_a_key_of_several_columns_and_types() throws Exception {
        var pages = ScrapePages.fresh("odd", 1);
        pages.execute("CREATE TABLE \"Odd Table\" (\"Part\" text, n uuid, amount numeric, PRIMARY KEY (\"Part\", n))");
        pages.execute("INSERT INTO \"Odd Table\" SELECT 'part ' || n % 7, gen_random_uuid(), nullif(n % 1000, 13)"
                + " FROM generate_series(1, 20000) n");

        Figures figures = new Migrating(pages).run(PLAN, Direction.APPLY, new RunBook());

        assertThat(pages.number("SELECT count(*) FROM \"Odd Table\" WHERE \"Grade\" IS DISTINCT FROM CASE WHEN amount"
                        + " IS NULL THEN NULL WHEN amount > 500 THEN 'big' ELSE 'small' END"))
                .isZero();
        assertThat(figures.rows()).isEqualTo(19_980);
        assertThat(Integer.parseInt(figures.details().getOrDefault("batches", "0")))
                .isGreaterThan(2);
    }
}
