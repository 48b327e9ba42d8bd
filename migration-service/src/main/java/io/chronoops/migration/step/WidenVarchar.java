package io.chronoops.migration.step;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a varchar longer: a change of the catalogue alone. A longer one is left as it is. */
public record WidenVarchar(TableName table, String column, int length) implements Step {
    @Override
    public String name() {
        return "widen-" + column;
    }

    @Override
    public StepState look(Catalogue catalogue) {
        return catalogue
                .table(table)
                .flatMap(facts -> facts.column(column))
                .map(found -> judge(found.type()))
                .orElseGet(() -> new StepState.Conflict("there is no column " + table + "." + column));
    }

    private StepState judge(String type) {
        OptionalInt found = Varchar.length(type);
        if (found.isEmpty()) {
            return new StepState.Conflict("column " + table + "." + column + " is " + type + ", not a varchar");
        }
        return found.getAsInt() >= length ? new StepState.Done() : new StepState.Pending();
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.ShortLock("ALTER TABLE " + table.sql() + " ALTER COLUMN " + Name.sql(column) + " TYPE "
                + Column.varchar(length)));
    }

    @Override
    public Optional<Refused> refusal(Catalogue catalogue) {
        return Refused.byUsers(catalogue, table, List.of(column));
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
