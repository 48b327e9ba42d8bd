package io.chronoops.migration.step;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Assigns values to rows already there, in short batches. A row is still to be assigned where all assigned columns hold
 * what they held before anyone set them, the row is not set aside, and the rules want something else: so the rows
 * themselves tell what is left, a batch may run twice, and what the application has set meanwhile stays.
 *
 * @param setAside rows for which this holds are the application's own: never assigned
 */
public record Backfill(String name, TableName table, List<Assigned> columns, String setAside) implements Step {
    @Override
    public StepState look(Catalogue catalogue) {
        Optional<TableFacts> facts = catalogue.table(table);
        if (facts.isEmpty() || !columns.stream().allMatch(column -> has(facts.get(), column))) {
            return new StepState.Pending();
        }
        if (facts.get().key().isEmpty()) {
            return new StepState.Conflict(table + " has no primary key to go along");
        }
        if (!catalogue.anyLeft(this, unassigned())) {
            return new StepState.Done();
        }
        return catalogue.any(table, "NOT (" + untouched() + ")")
                ? new StepState.Half("some rows are assigned, some are not")
                : new StepState.Pending();
    }

    private static boolean has(TableFacts facts, Assigned assigned) {
        return facts.column(assigned.column()).isPresent();
    }

    /** Holds for rows that are still to be assigned. */
    public String unassigned() {
        return untouched() + " AND NOT (" + setAside + ") AND ("
                + list(columns.stream().map(column -> Name.sql(column.column()))) + ") IS DISTINCT FROM ("
                + list(columns.stream().map(Assigned::expression)) + ")";
    }

    private String untouched() {
        return columns.stream().map(Assigned::untouchedPredicate).collect(Collectors.joining(" AND "));
    }

    /** What SET says of an UPDATE that assigns a row. */
    public String assignments() {
        return list(columns.stream().map(column -> Name.sql(column.column()) + " = " + column.expression()));
    }

    String sampleBatch() {
        return "UPDATE " + table.sql() + " SET " + assignments() + " WHERE <key range of one batch> AND "
                + unassigned();
    }

    private static String list(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.Batches(this));
    }

    @Override
    public Lock lock() {
        return Lock.ROW_EXCLUSIVE;
    }

    @Override
    public Cost cost() {
        return Cost.BATCHES;
    }
}
