package io.chronoops.backup.full;

import io.chronoops.backup.full.Manifest.SequenceEntry;
import io.chronoops.backup.postgres.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sequences of an operated database with what they gave out last. */
final class SourceSequences {
    /** How many are asked in one statement. */
    private static final int AT_ONCE = 500;

    private SourceSequences() {}

    private record Known(
            String schema,
            String name,
            boolean descends,
            @Nullable String table,
            @Nullable String column) {}

    private record Value(long last, boolean called) {}

    static List<SequenceEntry> read(Connection connection) throws SQLException {
        List<Known> known = known(connection);
        List<SequenceEntry> sequences = new ArrayList<>();
        for (int from = 0; from < known.size(); from += AT_ONCE) {
            List<Known> some = known.subList(from, Math.min(known.size(), from + AT_ONCE));
            Map<String, Value> values = values(connection, some);
            for (Known one : some) {
                Value value = values.get(Identifier.quote(one.schema(), one.name()));
                if (value != null) {
                    sequences.add(new SequenceEntry(
                            one.schema(),
                            one.name(),
                            value.last(),
                            value.called(),
                            one.descends(),
                            one.table(),
                            one.column()));
                }
            }
        }
        return sequences;
    }

    /** Owned by a column of whole numbers, where one owns it. */
    private static List<Known> known(Connection connection) throws SQLException {
        List<Known> known = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT n.nspname, c.relname, s.seqincrement < 0,
                               CASE WHEN a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
                                    THEN format('%%I.%%I', tn.nspname, t.relname) END, a.attname
                        FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                        LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
                                              AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
                        LEFT JOIN pg_class t ON t.oid = d.refobjid
                        LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
                        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
                        WHERE n.nspname <> '%s' AND c.relpersistence <> 't'
                          AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
                        ORDER BY 1, 2""".formatted(SourceTables.OWN_SCHEMA))) {
            while (row.next()) {
                known.add(new Known(
                        row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4), row.getString(5)));
            }
        }
        return known;
    }

    private static Map<String, Value> values(Connection connection, List<Known> some) throws SQLException {
        String sql = some.stream()
                .map(one -> Identifier.quote(one.schema(), one.name()))
                .map(name -> "SELECT " + Identifier.literal(name) + ", last_value, is_called FROM " + name)
                .collect(Collectors.joining(" UNION ALL "));
        Map<String, Value> values = new HashMap<>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.put(row.getString(1), new Value(row.getLong(2), row.getBoolean(3)));
            }
        }
        return values;
    }
}
