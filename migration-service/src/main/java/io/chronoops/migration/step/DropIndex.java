package io.chronoops.migration.step;

import java.util.List;

/** Drops an index, valid or not, beside the running work. */
public record DropIndex(TableName table, String index) implements Step {
    @Override
    public String name() {
        return "drop-" + index;
    }

    @Override
    public StepState look(Catalogue catalogue) {
        return catalogue
                .table(table)
                .flatMap(facts -> facts.index(index))
                .<StepState>map(found -> found.valid()
                        ? new StepState.Pending()
                        : new StepState.Half("invalid: dropping or building it did not finish"))
                .orElseGet(StepState.Done::new);
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.Online(statement(table, index)));
    }

    static String statement(TableName table, String index) {
        return "DROP INDEX CONCURRENTLY IF EXISTS " + Name.sql(table.schema()) + "." + Name.sql(index);
    }

    @Override
    public Lock lock() {
        return Lock.SHARE_UPDATE_EXCLUSIVE;
    }

    @Override
    public Cost cost() {
        return Cost.CATALOGUE;
    }
}
