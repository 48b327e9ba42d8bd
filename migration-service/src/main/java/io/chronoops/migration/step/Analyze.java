package io.chronoops.migration.step;

import java.util.List;

/** Lets the planner know new columns, so that queries on them are fast from the first. */
public record Analyze(TableName table, List<String> columns) implements Step {
    @Override
    public String name() {
        return "analyze";
    }

    @Override
    public StepState look(Catalogue catalogue) {
        boolean there = catalogue
                .table(table)
                .map(facts ->
                        columns.stream().allMatch(column -> facts.column(column).isPresent()))
                .orElse(false);
        return there && catalogue.analyzed(table, columns) ? new StepState.Done() : new StepState.Pending();
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.Online("ANALYZE " + table.sql()));
    }

    @Override
    public Lock lock() {
        return Lock.SHARE_UPDATE_EXCLUSIVE;
    }

    @Override
    public Cost cost() {
        return Cost.SAMPLE;
    }
}
