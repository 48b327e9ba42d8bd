package io.chronoops.migration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.migration.step.AddColumns;
import io.chronoops.migration.step.AddForeignKeyNotValid;
import io.chronoops.migration.step.Assigned;
import io.chronoops.migration.step.Backfill;
import io.chronoops.migration.step.Column;
import io.chronoops.migration.step.CreateIndexConcurrently;
import io.chronoops.migration.step.DropColumns;
import io.chronoops.migration.step.NarrowVarchar;
import io.chronoops.migration.step.Step;
import io.chronoops.migration.step.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule finds a plan that breaks it. */
class LintTest {
    private static final TableName ORDERS = TableName.of("orders");
    private static final Step BACK = new DropColumns(ORDERS, List.of("score"));

    private static List<String> rules(Step... steps) {
        return Lint.check(new Plan("bad", "a bad plan", ORDERS, List.of(steps), List.of(BACK))).stream()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void a_default_that_calls_a_function_may_rewrite_but_now_does_not() {
        var random = Column.nullable("score", "double precision").standard("random()");
        var moment = Column.nullable("at", "timestamp with time zone").standard("now()");

        assertThat(rules(new AddColumns(ORDERS, List.of(random)))).containsExactly("no-rewrite");
        assertThat(rules(new AddColumns(ORDERS, List.of(moment)))).isEmpty();
    }

    @Test
    void a_required_column_needs_a_default() {
        assertThat(rules(new AddColumns(
                        ORDERS, List.of(Column.nullable("score", "integer").required()))))
                .containsExactly("default-required");
    }

    @Test
    void narrowing_rewrites_and_needs_a_guard() {
        assertThat(rules(new NarrowVarchar(ORDERS, "status", 5))).containsExactlyInAnyOrder("guarded", "no-rewrite");
    }

    @Test
    void a_foreign_key_needs_an_index_before_and_a_proof_after() {
        assertThat(rules(new AddForeignKeyNotValid(ORDERS, "fk", "page_id", TableName.of("pages"), "id", "CASCADE")))
                .containsExactlyInAnyOrder("validated", "foreign-key-index");
    }

    @Test
    void rows_are_assigned_before_indexes_on_them_are_built() {
        var index = new CreateIndexConcurrently(ORDERS, "ix", List.of("score"));
        var backfill = new Backfill(
                "assign", ORDERS, List.of(new Assigned("score", List.of("NULL"), List.of(), "1")), "false");

        assertThat(rules(index, backfill)).containsExactly("backfill-first");
        assertThat(rules(backfill, index)).isEmpty();
    }

    @Test
    void nothing_is_dropped_on_the_way_there() {
        assertThat(rules(BACK)).containsExactly("no-drop");
    }

    @Test
    void steps_have_names_of_their_own_one_table_and_a_way_back() {
        var index = new CreateIndexConcurrently(ORDERS, "ix", List.of("score"));
        var other = new CreateIndexConcurrently(TableName.of("other"), "iy", List.of("score"));

        assertThat(rules(index, index)).containsExactly("unique-names");
        assertThat(rules(other)).containsExactly("one-table");
        assertThat(Lint.check(new Plan("bad", "no way back", ORDERS, List.of(index), List.of())))
                .extracting(Finding::rule)
                .containsExactly("reversible");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE INDEX ix ON orders (score)                                | concurrent-index
            create unique index ix on orders (score)                         | concurrent-index
            DROP INDEX ix                                                    | concurrent-index
            REINDEX TABLE orders                                             | concurrent-index
            ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES b | not-valid-first
            ALTER TABLE orders ADD CHECK (a > 0)                             | not-valid-first
            ALTER TABLE orders ADD CONSTRAINT u UNIQUE (a)                   | not-valid-first
            ALTER TABLE orders ALTER COLUMN a SET NOT NULL                   | no-set-not-null
            ALTER TABLE orders RENAME COLUMN a TO b                          | no-rename
            CLUSTER orders                                                   | no-rewrite
            DROP TABLE orders                                                | no-drop""")
    void a_statement_that_hurts_is_found(String sql, String rule) {
        assertThat(Statements.check(sql, Direction.APPLY).map(Statements.Rule::rule))
                .containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE INDEX CONCURRENTLY ix ON orders (score)
            DROP INDEX CONCURRENTLY IF EXISTS ix
            REINDEX INDEX CONCURRENTLY ix
            ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES b NOT VALID
            ALTER TABLE orders ADD CONSTRAINT u UNIQUE USING INDEX ix
            ALTER TABLE orders VALIDATE CONSTRAINT fk""")
    void a_statement_that_does_not_hurt_is_let_through(String sql) {
        assertThat(Statements.check(sql, Direction.APPLY)).isEmpty();
    }
}
