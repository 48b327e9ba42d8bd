package io.chronoops.migration.step;

import java.util.List;

/** Proves a constraint that was added NOT VALID for the rows already there, while writes go on. */
public record ValidateConstraint(TableName table, String constraint) implements Step {
    @Override
    public String name() {
        return "validate-" + constraint;
    }

    @Override
    public StepState look(Catalogue catalogue) {
        return catalogue
                .table(table)
                .flatMap(facts -> facts.constraint(constraint))
                .<StepState>map(found -> found.validated() ? new StepState.Done() : new StepState.Pending())
                .orElseGet(StepState.Pending::new);
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.Online("ALTER TABLE " + table.sql() + " VALIDATE CONSTRAINT " + Name.sql(constraint)));
    }

    @Override
    public Lock lock() {
        return Lock.SHARE_UPDATE_EXCLUSIVE;
    }

    @Override
    public Cost cost() {
        return Cost.SCAN;
    }
}
