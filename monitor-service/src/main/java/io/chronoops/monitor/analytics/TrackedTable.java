package io.chronoops.monitor.analytics;

import java.util.List;

/**
 * A table to count, as configured.
 *
 * @param key the columns that identify a row; the change log must carry them as the row's identity
 * @param columns the columns whose values are counted; what does not exist (yet) is left out and said
 */
public record TrackedTable(String schema, String name, List<String> key, List<String> columns) {
    public TrackedTable {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        if (key.isEmpty() || columns.isEmpty()) {
            throw new IllegalArgumentException(
                    "chronoops.analytics: table " + name + " needs a key and one or more columns");
        }
    }

    /** As it is asked for: without its schema where that is public. */
    public String shortName() {
        return schema.equals("public") ? name : schema + "." + name;
    }

    boolean is(String otherSchema, String otherName) {
        return schema.equals(otherSchema) && name.equals(otherName);
    }
}
