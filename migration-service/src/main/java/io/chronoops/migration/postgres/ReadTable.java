package io.chronoops.migration.postgres;

import io.chronoops.migration.step.TableFacts;
import io.chronoops.migration.step.TableFacts.ColumnFacts;
import io.chronoops.migration.step.TableFacts.ConstraintFacts;
import io.chronoops.migration.step.TableFacts.Identity;
import io.chronoops.migration.step.TableFacts.IndexFacts;
import io.chronoops.migration.step.TableFacts.KeyColumn;
import io.chronoops.migration.step.TableFacts.Size;
import io.chronoops.migration.step.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads one table out of pg_class, pg_attribute, pg_index and pg_constraint. */
final class ReadTable {
    private static final String TABLE = """
            SELECT c.oid, c.relkind = 'p', pg_has_role(c.relowner, 'USAGE'), pg_table_size(c.oid), pg_indexes_size(c.oid),
                   greatest(c.reltuples, 0)::bigint,
                   (SELECT system_identifier FROM pg_control_system()) || '/'
                       || (SELECT oid FROM pg_database WHERE datname = current_database())
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')""";
    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum""";
    private static final String INDEXES = """
            SELECT c.relname, i.indisvalid AND i.indisready AND i.indislive, i.indisunique, i.indisprimary,
                   pg_get_expr(i.indpred, i.indrelid),
                   ARRAY(SELECT coalesce(a.attname::text, pg_get_indexdef(i.indexrelid, k.n::int, true))
                         FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, n)
                         LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum > 0
                         WHERE k.n <= i.indnkeyatts ORDER BY k.n)
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = ?""";
    private static final String CONSTRAINTS =
            "SELECT conname, convalidated, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ?";

    /** An index, a default or a constraint goes along with its column; these do not. */
    private static final String USERS = """
            SELECT DISTINCT CASE WHEN r.oid IS NOT NULL
                     THEN CASE v.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' ELSE 'a rule on table ' END
                          || v.oid::regclass
                     ELSE pg_describe_object(d.classid, d.objid, d.objsubid) END
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = ?
            JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
            LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
            LEFT JOIN pg_class v ON v.oid = r.ev_class
            LEFT JOIN pg_attrdef g ON d.classid = 'pg_attrdef'::regclass AND g.oid = d.objid AND g.adnum <> a.attnum
            WHERE n.nspname = ? AND c.relname = ?
              AND (d.classid IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass,
                                 to_regclass('pg_publication_rel'))
                   OR g.oid IS NOT NULL OR d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid > 0)
            ORDER BY 1""";

    private ReadTable() {}

    static List<String> users(Connection connection, TableName table, String column) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(USERS)) {
            query.setString(1, column);
            query.setString(2, table.schema());
            query.setString(3, table.name());
            try (ResultSet row = query.executeQuery()) {
                var users = new ArrayList<String>();
                while (row.next()) {
                    users.add(row.getString(1));
                }
                return users;
            }
        }
    }

    static Optional<TableFacts> from(Connection connection, TableName name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TABLE)) {
            query.setString(1, name.schema());
            query.setString(2, name.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(facts(connection, row)) : Optional.empty();
            }
        }
    }

    private static TableFacts facts(Connection connection, ResultSet table) throws SQLException {
        long oid = table.getLong(1);
        var columns = new LinkedHashMap<String, ColumnFacts>();
        each(
                connection,
                COLUMNS,
                oid,
                row -> columns.put(
                        row.getString(1), new ColumnFacts(row.getString(2), row.getBoolean(3), row.getString(4))));
        var indexes = new LinkedHashMap<String, IndexFacts>();
        var key = new ArrayList<KeyColumn>();
        each(connection, INDEXES, oid, row -> {
            List<String> on = List.of((String[]) row.getArray(6).getArray());
            indexes.put(row.getString(1), new IndexFacts(row.getBoolean(2), row.getBoolean(3), on, row.getString(5)));
            if (row.getBoolean(4)) {
                on.forEach(column -> Optional.ofNullable(columns.get(column))
                        .ifPresent(found -> key.add(new KeyColumn(column, found.type()))));
            }
        });
        var constraints = new LinkedHashMap<String, ConstraintFacts>();
        each(
                connection,
                CONSTRAINTS,
                oid,
                row -> constraints.put(row.getString(1), new ConstraintFacts(row.getBoolean(2), row.getString(3))));
        return new TableFacts(
                new Identity(table.getString(7), oid, table.getBoolean(2), table.getBoolean(3)),
                new Size(table.getLong(4), table.getLong(5), table.getLong(6)),
                List.copyOf(key),
                columns,
                indexes,
                constraints);
    }

    private static void each(Connection connection, String sql, long oid, Row row) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, oid);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    row.read(rows);
                }
            }
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
