package io.chronoops.backup.side;

import io.chronoops.backup.postgres.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A restored table as it is made once more beside the present ones: its columns with their types, what must not be null, its
 * primary key.
 *
 * @param owner role that it belongs to
 * @param key columns of the primary key; empty: it has none
 */
record SideTable(String schema, String name, String owner, List<Column> columns, List<String> key) {
    /** type: as SQL takes it, with its collation. */
    record Column(String name, String type, boolean notNull) {}

    /** All tables with rows of their own in the database of this session, whose search_path is empty. */
    static List<SideTable> list(Connection session) throws SQLException {
        List<SideTable> tables = new ArrayList<>();
        try (var statement = session.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT c.oid, n.nspname, c.relname, pg_get_userbyid(c.relowner),
                               (SELECT array_agg(a.attname::text ORDER BY k.n) FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, n), pg_attribute a
                                WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum AND k.n <= i.indnkeyatts)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                        ORDER BY 2, 3""")) {
            while (row.next()) {
                var key = row.getArray(5);
                tables.add(new SideTable(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        columns(session, row.getLong(1)),
                        key == null ? List.of() : Arrays.asList((String[]) key.getArray())));
            }
        }
        return tables;
    }

    private static List<Column> columns(Connection session, long table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (var query = session.prepareStatement("""
                SELECT a.attname, format_type(a.atttypid, a.atttypmod)
                         || coalesce((SELECT ' COLLATE ' || quote_ident(n.nspname) || '.' || quote_ident(o.collname)
                                      FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace
                                      WHERE o.oid = a.attcollation AND a.attcollation <> t.typcollation), ''),
                       a.attnotnull
                FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum""")) {
            query.setLong(1, table);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                columns.add(new Column(row.getString(1), row.getString(2), row.getBoolean(3)));
            }
        }
        return columns;
    }

    String title() {
        return schema + "." + name;
    }

    String create(String side) {
        return "CREATE TABLE " + Identifier.quote(side, name) + " ("
                + columns.stream()
                        .map(column -> Identifier.quote(column.name()) + " " + column.type()
                                + (column.notNull() ? " NOT NULL" : ""))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    String copyOut() {
        return "COPY (SELECT " + list(columns.stream().map(Column::name).toList()) + " FROM ONLY "
                + Identifier.quote(schema, name) + ") TO STDOUT";
    }

    String copyIn(String side) {
        return "COPY " + Identifier.quote(side, name)
                + (columns.isEmpty()
                        ? ""
                        : " (" + list(columns.stream().map(Column::name).toList()) + ")")
                + " FROM STDIN";
    }

    String addKey(String side) {
        return "ALTER TABLE " + Identifier.quote(side, name) + " ADD PRIMARY KEY (" + list(key) + ")";
    }

    private static String list(List<String> names) {
        return names.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    }
}
