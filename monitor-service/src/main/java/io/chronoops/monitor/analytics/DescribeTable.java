package io.chronoops.monitor.analytics;

import io.chronoops.monitor.analytics.Loaded.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of a tracked table there is, and what of it may be read and can be counted. */
record DescribeTable(TrackedTable table) {
    /** Types whose text is the same in a COPY and in the change log. */
    private static final Set<String> COUNTABLE =
            Set.of("text", "varchar", "name", "bool", "int2", "int4", "int8", "uuid");

    private static final String COLUMNS = """
            SELECT a.attname, t.typname, t.typtype = 'e' AS is_enum, c.relkind, current_user AS role,
                   has_column_privilege(c.oid, a.attnum, 'SELECT') AS readable
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')
            """;

    /** What can be counted, if anything; and what cannot, if something of it is there. */
    record Described(Optional<Layout> layout, Optional<Refused> refused) {}

    private record Column(String type, boolean isEnum, boolean readable, boolean plain, String role) {
        boolean countable() {
            return isEnum || COUNTABLE.contains(type);
        }
    }

    Described describe(Connection connection) throws SQLException {
        Map<String, Column> columns = columns(connection);
        if (columns.isEmpty()) {
            return new Described(Optional.empty(), Optional.empty());
        }
        Column any = columns.values().iterator().next();
        if (!any.plain()) {
            return refused("is partitioned: the log speaks of its partitions", "configure the partitions as tables");
        }
        for (String key : table.key()) {
            Column column = columns.get(key);
            if (column == null || !column.countable()) {
                return refused("has no key column " + key + " of a plain type", "configure its primary key as key");
            }
        }
        Optional<Refused> unreadable = unreadable(columns, any.role());
        boolean keyReadable = table.key().stream().allMatch(key -> readable(columns, key));
        return new Described(keyReadable ? Optional.of(layout(columns)) : Optional.empty(), unreadable);
    }

    private Layout layout(Map<String, Column> columns) {
        List<String> counted = new ArrayList<>();
        Set<String> truths = new HashSet<>();
        Map<String, String> leftOut = new LinkedHashMap<>();
        for (String name : table.columns()) {
            Column column = columns.get(name);
            if (column == null) {
                leftOut.put(name, Layout.ABSENT);
            } else if (!column.countable()) {
                leftOut.put(name, "its type " + column.type() + " cannot be counted");
            } else if (!column.readable()) {
                leftOut.put(name, column.role() + " may not read it");
            } else {
                counted.add(name);
                if (column.type().equals("bool")) {
                    truths.add(name);
                }
            }
        }
        return new Layout(table, counted, truths, leftOut);
    }

    private Optional<Refused> unreadable(Map<String, Column> columns, String role) {
        List<String> wanted = new ArrayList<>(table.key());
        wanted.addAll(table.columns());
        List<String> there = wanted.stream().filter(columns::containsKey).toList();
        List<String> closed =
                there.stream().filter(name -> !readable(columns, name)).toList();
        return closed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refused(
                        role + " may not read " + closed + " of " + table.shortName(),
                        "GRANT SELECT (" + String.join(", ", there) + ") ON " + table.schema() + "." + table.name()
                                + " TO " + role));
    }

    private static boolean readable(Map<String, Column> columns, String name) {
        Column column = columns.get(name);
        return column != null && column.readable();
    }

    private Described refused(String why, String mend) {
        return new Described(Optional.empty(), Optional.of(new Refused(table.shortName() + " " + why, mend)));
    }

    private Map<String, Column> columns(Connection connection) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(COLUMNS)) {
            sql.setString(1, table.schema());
            sql.setString(2, table.name());
            Map<String, Column> columns = new LinkedHashMap<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    columns.put(
                            row.getString("attname"),
                            new Column(
                                    row.getString("typname"),
                                    row.getBoolean("is_enum"),
                                    row.getBoolean("readable"),
                                    row.getString("relkind").equals("r"),
                                    row.getString("role")));
                }
            }
            return columns;
        }
    }
}
