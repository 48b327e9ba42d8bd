package io.chronoops.backup.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as a schema change left it. Its oid outlives its name, and so do its columns' numbers.
 *
 * @param published whether its changes are in the log from here on
 * @param key columns of its replica identity: all of them under identity full, none where it has none
 * @param columns those that rows in the log have, in the table's order
 */
public record TableShape(
        long oid, String schema, String name, boolean published, List<String> key, List<Column> columns) {
    /**
     * A column.
     *
     * @param missing its value in rows that were there before it, as text; null: they have none
     */
    public record Column(
            int number, String name, String type, @Nullable String missing) {}

    /** As people write it. */
    public String title() {
        return schema + "." + name;
    }
}
