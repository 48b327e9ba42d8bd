package io.chronoops.backup.full;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names by which the capture would take a table or a column for another one. prepare.sql does not publish such tables; here
 * is why, for people.
 */
final class UnreadableNames {
    private static final Set<String> SCHEMAS = Set.of("pg_catalog", "information_schema");

    private UnreadableNames() {}

    /** Why the changes of this table are not captured; null: its names are readable. */
    static @Nullable String of(String schema, String table, List<String> columns) {
        if (schema.contains(".") || schema.contains("\"") || SCHEMAS.contains(schema.toLowerCase(Locale.ROOT))) {
            return "the name of its schema, " + schema + ", is one that the capture cannot read: rename the schema";
        }
        if (table.startsWith("\"")
                || table.endsWith("\"")
                || table.toLowerCase(Locale.ROOT).equals("spatial_ref_sys")) {
            return "its name is one that the capture cannot read: rename it";
        }
        Map<String, String> seen = new HashMap<>();
        for (String column : columns) {
            char first = column.charAt(0);
            if (column.length() > 1 && "\"'`".indexOf(first) >= 0 && column.endsWith(String.valueOf(first))) {
                return "the name of column " + column + " is one that the capture cannot read: rename it";
            }
            String other = seen.put(column.toLowerCase(Locale.ROOT), column);
            if (other != null) {
                return "columns " + other + " and " + column
                        + " differ only in case, which the capture cannot tell apart: rename one";
            }
        }
        return null;
    }
}
