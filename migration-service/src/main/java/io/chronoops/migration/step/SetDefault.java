package io.chronoops.migration.step;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets a column's default for rows to come; null drops it. Rows already there stay as they are. */
public record SetDefault(
        TableName table, String column, @Nullable String literal) implements Step {
    @Override
    public String name() {
        return "default-" + column;
    }

    @Override
    public StepState look(Catalogue catalogue) {
        return catalogue
                .table(table)
                .flatMap(facts -> facts.column(column))
                .<StepState>map(found ->
                        Objects.equals(found.standard(), literal) ? new StepState.Done() : new StepState.Pending())
                .orElseGet(StepState.Pending::new); // a step before may add the column
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.ShortLock(statement(table, column, literal)));
    }

    static String statement(TableName table, String column, @Nullable String literal) {
        return "ALTER TABLE " + table.sql() + " ALTER COLUMN " + Name.sql(column)
                + (literal == null ? " DROP DEFAULT" : " SET DEFAULT " + literal);
    }

    @Override
    public Lock lock() {
        return Lock.ACCESS_EXCLUSIVE;
    }

    @Override
    public Cost cost() {
        return Cost.CATALOGUE;
    }
}
