package io.chronoops.migration.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table as pg_class, pg_attribute, pg_index and pg_constraint have it.
 *
 * @param key the columns of its primary key, in their order
 */
public record TableFacts(
        Identity identity,
        Size size,
        List<KeyColumn> key,
        Map<String, ColumnFacts> columns,
        Map<String, IndexFacts> indexes,
        Map<String, ConstraintFacts> constraints) {

    /** Which table it is and what we may do; server and oid name it for good: a restored one is another. */
    public record Identity(String server, long oid, boolean partitioned, boolean owned) {}

    /** Bytes of the heap with TOAST, bytes of its indexes, rows as last estimated. */
    public record Size(long heap, long indexes, long rows) {
        /** All its bytes. */
        public long total() {
            return heap + indexes;
        }
    }

    /** One column of the primary key and its type. */
    public record KeyColumn(String name, String type) {}

    /** A column; its type as format_type writes it, its default as pg_get_expr does. */
    public record ColumnFacts(
            String type, boolean notNull, @Nullable String standard) {}

    /** An index, valid or left over from a failed build. */
    public record IndexFacts(
            boolean valid,
            boolean unique,
            List<String> columns,
            @Nullable String predicate) {}

    /** A constraint; its definition as pg_get_constraintdef writes it. */
    public record ConstraintFacts(boolean validated, String definition) {}

    /** A column by its name. */
    public Optional<ColumnFacts> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** An index by its name. */
    public Optional<IndexFacts> index(String name) {
        return Optional.ofNullable(indexes.get(name));
    }

    /** A constraint by its name. */
    public Optional<ConstraintFacts> constraint(String name) {
        return Optional.ofNullable(constraints.get(name));
    }
}
