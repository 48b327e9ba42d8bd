package io.chronoops.migration.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Adds columns under one short lock. Defaults are constants, so nothing is rewritten; a column whose existing rows read
 * as another value gets its own default in the same transaction, so that nobody ever sees the first one.
 */
public record AddColumns(TableName table, List<Column> columns) implements Step {
    @Override
    public String name() {
        return "add-columns";
    }

    @Override
    public StepState look(Catalogue catalogue) {
        Optional<TableFacts> facts = catalogue.table(table);
        if (facts.isEmpty()) {
            return new StepState.Conflict("there is no table " + table);
        }
        for (Column column : columns) {
            Optional<String> odds = facts.get().column(column.name()).flatMap(found -> difference(column, found));
            if (odds.isPresent()) {
                return new StepState.Conflict(odds.get());
            }
        }
        List<Column> missing = missing(facts.get());
        if (missing.isEmpty()) {
            return new StepState.Done();
        }
        return missing.size() == columns.size()
                ? new StepState.Pending()
                : new StepState.Half(
                        "missing: " + missing.stream().map(Column::name).collect(Collectors.joining(", ")));
    }

    private Optional<String> difference(Column wanted, TableFacts.ColumnFacts found) {
        boolean same = found.type().equals(wanted.type()) && found.notNull() == wanted.notNull();
        return same // its default may be another step's
                ? Optional.empty()
                : Optional.of("column " + table + "." + wanted.name() + " is there already as " + found.type()
                        + (found.notNull() ? " NOT NULL" : "") + ", the plan wants " + wanted.type()
                        + (wanted.notNull() ? " NOT NULL" : ""));
    }

    @Override
    public List<Act> all() {
        return List.of(adding(columns));
    }

    @Override
    public List<Act> acts(Catalogue catalogue) {
        return catalogue
                .table(table)
                .map(facts -> List.<Act>of(adding(missing(facts))))
                .orElse(List.of());
    }

    private List<Column> missing(TableFacts facts) {
        return columns.stream()
                .filter(column -> facts.column(column.name()).isEmpty())
                .toList();
    }

    private Act adding(List<Column> missing) {
        var statements = new ArrayList<String>();
        statements.add("ALTER TABLE " + table.sql()
                + missing.stream()
                        .map(column -> " ADD COLUMN " + column.definition())
                        .collect(Collectors.joining(",")));
        missing.stream()
                .filter(Column::hasTwoDefaults)
                .forEach(column -> statements.add(SetDefault.statement(table, column.name(), column.standard())));
        return new Act.ShortLock(statements);
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
