package io.chronoops.migration.step;

import java.util.List;
import java.util.Optional;

/**
 * Before a varchar is narrowed: a check, first for new rows and then proved for all while writes go on, so that nothing
 * too long can slip in before {@link NarrowVarchar}. Refuses with the count while longer values are there.
 */
public record GuardLength(TableName table, String column, int length) implements Step {
    @Override
    public String name() {
        return "guard-" + column;
    }

    String constraint() {
        return "chronoops_" + column + "_fits_" + length;
    }

    @Override
    public StepState look(Catalogue catalogue) {
        Optional<TableFacts> facts = catalogue.table(table);
        if (facts.flatMap(found -> found.column(column))
                .map(found -> Varchar.length(found.type()).orElse(Integer.MAX_VALUE) <= length)
                .orElse(false)) {
            return new StepState.Done(); // narrowed already
        }
        return facts.flatMap(found -> found.constraint(constraint()))
                .<StepState>map(found -> found.validated()
                        ? new StepState.Done()
                        : new StepState.Half(constraint() + " holds for new rows, not yet proved for all"))
                .orElseGet(StepState.Pending::new);
    }

    @Override
    public List<Act> all() {
        return List.of(
                new Act.ShortLock("ALTER TABLE " + table.sql() + " ADD CONSTRAINT " + Name.sql(constraint())
                        + " CHECK (char_length(" + Name.sql(column) + ") <= " + length + ") NOT VALID"),
                new Act.Online("ALTER TABLE " + table.sql() + " VALIDATE CONSTRAINT " + Name.sql(constraint())));
    }

    @Override
    public List<Act> acts(Catalogue catalogue) {
        return look(catalogue) instanceof StepState.Half ? List.of(all().getLast()) : all();
    }

    @Override
    public Optional<Refused> refusal(Catalogue catalogue) {
        boolean there =
                catalogue.table(table).flatMap(facts -> facts.column(column)).isPresent();
        long count = there ? catalogue.count(table, "char_length(" + Name.sql(column) + ") > " + length) : 0;
        return count == 0
                ? Optional.empty()
                : Optional.of(new Refused(
                        count + (count == 1 ? " row of " : " rows of ") + table + " hold a " + column + " longer than "
                                + length + " characters",
                        "change those rows, then send the command again"));
    }

    @Override
    public List<Act> retreat(Catalogue catalogue) {
        return catalogue
                        .table(table)
                        .flatMap(facts -> facts.constraint(constraint()))
                        .isPresent()
                ? List.of(new Act.ShortLock(DropConstraint.statement(table, constraint())))
                : List.of();
    }

    @Override
    public Lock lock() {
        return Lock.ACCESS_EXCLUSIVE;
    }

    @Override
    public Cost cost() {
        return Cost.SCAN;
    }
}
