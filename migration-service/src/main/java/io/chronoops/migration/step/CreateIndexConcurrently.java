package io.chronoops.migration.step;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds an index beside the running work. An invalid one of its name, left by a build that died, is dropped and built anew. */
public record CreateIndexConcurrently(TableName table, String index, List<String> columns) implements Step {
    @Override
    public String name() {
        return index;
    }

    @Override
    public StepState look(Catalogue catalogue) {
        return found(catalogue).map(this::judge).orElseGet(StepState.Pending::new);
    }

    private Optional<TableFacts.IndexFacts> found(Catalogue catalogue) {
        return catalogue.table(table).flatMap(facts -> facts.index(index));
    }

    private StepState judge(TableFacts.IndexFacts found) {
        if (!found.columns().equals(columns) || found.unique() || found.predicate() != null) {
            return new StepState.Conflict("index " + index + " is there already, on " + found.columns()
                    + (found.unique() ? ", unique" : "") + (found.predicate() == null ? "" : ", partial")
                    + "; the plan wants it on " + columns);
        }
        return found.valid() ? new StepState.Done() : new StepState.Half("invalid: a build of it did not finish");
    }

    @Override
    public List<Act> all() {
        return List.of(new Act.Online("CREATE INDEX CONCURRENTLY " + Name.sql(index) + " ON " + table.sql() + " ("
                + columns.stream().map(Name::sql).collect(Collectors.joining(", ")) + ")"));
    }

    @Override
    public List<Act> acts(Catalogue catalogue) {
        return found(catalogue).isEmpty()
                ? all()
                : List.of(new Act.Online(DropIndex.statement(table, index)), all().getFirst());
    }

    /** An invalid index is of no use to queries and costs every write. */
    @Override
    public List<Act> retreat(Catalogue catalogue) {
        return look(catalogue) instanceof StepState.Half
                ? List.of(new Act.Online(DropIndex.statement(table, index)))
                : List.of();
    }

    @Override
    public Lock lock() {
        return Lock.SHARE_UPDATE_EXCLUSIVE;
    }

    @Override
    public Cost cost() {
        return Cost.BUILD;
    }
}
