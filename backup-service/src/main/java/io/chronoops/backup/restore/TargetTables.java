package io.chronoops.backup.restore;

import io.chronoops.backup.postgres.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a replay must know of the target's tables: their columns' types, by schema.table and column. */
record TargetTables(Map<String, Map<String, Column>> columns) {
    /**
     * A column.
     *
     * @param type as SQL takes it, with its collation; of a domain the type below: what is staged may lack values
     * @param alwaysIdentity PostgreSQL lets nobody update it
     */
    record Column(String name, String type, boolean alwaysIdentity) {
        String quoted() {
            return Identifier.quote(name);
        }
    }

    static TargetTables read(Connection connection) throws SQLException {
        Map<String, Map<String, Column>> tables = new HashMap<>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        WITH RECURSIVE below(domain, type, typmod) AS (
                          SELECT oid, typbasetype, typtypmod FROM pg_type WHERE typtype = 'd'
                          UNION ALL
                          SELECT d.domain, t.typbasetype, t.typtypmod FROM below d JOIN pg_type t ON t.oid = d.type WHERE t.typtype = 'd')
                        SELECT n.nspname || '.' || c.relname, a.attname,
                               format_type(coalesce(d.type, a.atttypid), coalesce(d.typmod, a.atttypmod))
                                 || coalesce((SELECT format(' COLLATE %I.%I', s.nspname, l.collname) FROM pg_collation l
                                              JOIN pg_namespace s ON s.oid = l.collnamespace
                                              WHERE l.oid = a.attcollation AND l.collname <> 'default'), ''),
                               a.attidentity = 'a'
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                          LEFT JOIN (below d JOIN pg_type b ON b.oid = d.type AND b.typtype <> 'd') ON d.domain = a.atttypid
                        WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')""")) {
            while (row.next()) {
                tables.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                        .put(row.getString(2), new Column(row.getString(2), row.getString(3), row.getBoolean(4)));
            }
        }
        return new TargetTables(tables);
    }

    private static final Pattern ONE_TEXT =
            Pattern.compile("(smallint|integer|bigint|uuid|text|character varying(\\(\\d+\\))?)( COLLATE .*)?");

    /** Of each table the columns of whose values equal ones have equal texts, at the source, in the log and here. */
    Map<String, Set<String>> withOneText() {
        Map<String, Set<String>> all = new HashMap<>();
        columns.forEach((table, known) -> all.put(
                table,
                known.values().stream()
                        .filter(column -> ONE_TEXT.matcher(column.type()).matches())
                        .map(Column::name)
                        .collect(Collectors.toSet())));
        return all;
    }

    Map<String, Column> of(String table) {
        return columns.getOrDefault(table, Map.of());
    }
}
