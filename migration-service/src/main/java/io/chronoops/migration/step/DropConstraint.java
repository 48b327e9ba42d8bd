package io.chronoops.migration.step;

import java.util.List;

/** Drops a constraint under a short lock; of a foreign key also on the table that it refers to. */
public record DropConstraint(TableName table, String constraint) implements Step {
    @Override
    public String name() {
        return "drop-" + constraint;
    }

    @Override
    public StepState look(Catalogue catalogue) {
        return catalogue
                        .table(table)
                        .flatMap(facts -> facts.constraint(constraint))
                        .isPresent()
                ? new StepState.Pending()
                : new StepState.Done();
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.ShortLock(statement(table, constraint)));
    }

    static String statement(TableName table, String constraint) {
        return "ALTER TABLE " + table.sql() + " DROP CONSTRAINT IF EXISTS " + Name.sql(constraint);
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
