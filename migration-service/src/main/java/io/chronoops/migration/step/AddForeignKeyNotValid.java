package io.chronoops.migration.step;

import java.util.List;
import java.util.Optional;

/**
 * Adds a foreign key that holds for new rows at once; {@link ValidateConstraint} proves the others.
 *
 * @param onDelete PostgreSQL's action, such as SET NULL
 */
public record AddForeignKeyNotValid(
        TableName table, String constraint, String column, TableName references, String key, String onDelete)
        implements Step {
    @Override
    public String name() {
        return constraint;
    }

    @Override
    public StepState look(Catalogue catalogue) {
        Optional<TableFacts.ConstraintFacts> found =
                catalogue.table(table).flatMap(facts -> facts.constraint(constraint));
        if (found.isEmpty()) {
            return catalogue.table(references).isPresent()
                    ? new StepState.Pending()
                    : new StepState.Conflict("there is no table " + references + " to refer to");
        }
        String start = "FOREIGN KEY (" + Name.sql(column) + ") REFERENCES ";
        String definition = found.get().definition();
        return definition.startsWith(start) && definition.contains("ON DELETE " + onDelete)
                ? new StepState.Done()
                : new StepState.Conflict("constraint " + constraint + " is there already as " + definition);
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.ShortLock("ALTER TABLE " + table.sql() + " ADD CONSTRAINT " + Name.sql(constraint)
                + " FOREIGN KEY (" + Name.sql(column) + ") REFERENCES " + references.sql() + " (" + Name.sql(key)
                + ") ON DELETE " + onDelete + " NOT VALID"));
    }

    @Override
    public Lock lock() {
        return Lock.SHARE_ROW_EXCLUSIVE;
    }

    @Override
    public Cost cost() {
        return Cost.CATALOGUE;
    }
}
