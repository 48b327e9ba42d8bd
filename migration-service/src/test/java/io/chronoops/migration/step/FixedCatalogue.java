package io.chronoops.migration.step;

import io.chronoops.migration.step.TableFacts.ColumnFacts;
import io.chronoops.migration.step.TableFacts.ConstraintFacts;
import io.chronoops.migration.step.TableFacts.Identity;
import io.chronoops.migration.step.TableFacts.IndexFacts;
import io.chronoops.migration.step.TableFacts.KeyColumn;
import io.chronoops.migration.step.TableFacts.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A catalogue that a test writes by hand, of one table. */
final class FixedCatalogue implements Catalogue {
    static final TableName TABLE = TableName.of("shop.orders");
    private final Map<String, ColumnFacts> columns = new LinkedHashMap<>();
    private final Map<String, IndexFacts> indexes = new LinkedHashMap<>();
    private final Map<String, ConstraintFacts> constraints = new LinkedHashMap<>();
    private boolean left;
    private boolean touched;
    private long count;

    FixedCatalogue column(String name, String type, boolean notNull, @Nullable String standard) {
        columns.put(name, new ColumnFacts(type, notNull, standard));
        return this;
    }

    FixedCatalogue index(String name, boolean valid, String... on) {
        indexes.put(name, new IndexFacts(valid, false, List.of(on), null));
        return this;
    }

    FixedCatalogue constraint(String name, boolean validated, String definition) {
        constraints.put(name, new ConstraintFacts(validated, definition));
        return this;
    }

    FixedCatalogue rows(boolean someLeft, boolean someTouched) {
        left = someLeft;
        touched = someTouched;
        return this;
    }

    FixedCatalogue counting(long rows) {
        count = rows;
        return this;
    }

    @Override
    public Optional<TableFacts> table(TableName name) {
        return Optional.of(new TableFacts(
                new Identity("server", 1, false, true),
                new Size(0, 0, 0),
                List.of(new KeyColumn("id", "integer")),
                columns,
                indexes,
                constraints));
    }

    @Override
    public boolean any(TableName table, String predicate) {
        return touched;
    }

    @Override
    public boolean anyLeft(Backfill backfill, String predicate) {
        return left;
    }

    @Override
    public boolean settled(Backfill backfill) {
        return !left;
    }

    @Override
    public long count(TableName table, String predicate) {
        return count;
    }

    @Override
    public List<String> users(TableName table, String column) {
        return List.of();
    }

    @Override
    public boolean analyzed(TableName table, Iterable<String> wanted) {
        return true;
    }
}
