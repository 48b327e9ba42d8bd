package io.chronoops.migration.step;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drops columns, and what they hold, under one short lock. */
public record DropColumns(TableName table, List<String> columns) implements Step {
    @Override
    public String name() {
        return "drop-columns";
    }

    @Override
    public StepState look(Catalogue catalogue) {
        List<String> left = catalogue
                .table(table)
                .map(facts -> columns.stream()
                        .filter(column -> facts.column(column).isPresent())
                        .toList())
                .orElse(List.of());
        if (left.isEmpty()) {
            return new StepState.Done();
        }
        return left.size() == columns.size() ? new StepState.Pending() : new StepState.Half("left: " + left);
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.ShortLock("ALTER TABLE " + table.sql()
                + columns.stream()
                        .map(column -> " DROP COLUMN IF EXISTS " + Name.sql(column))
                        .collect(Collectors.joining(","))));
    }

    @Override
    public Optional<Refused> refusal(Catalogue catalogue) {
        return Refused.byUsers(catalogue, table, columns);
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
