package io.chronoops.backup.full;

import io.chronoops.backup.capture.Slots;
import io.chronoops.backup.postgres.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables, sequences and views of an operated database, as the catalogue has them. */
public final class SourceTables {
    /** Ours, in the operated database: never part of a backup. */
    public static final String OWN_SCHEMA = "chronoops";

    private SourceTables() {}

    /**
     * A table with rows of its own.
     *
     * @param pages of 8 kB in its heap
     * @param publishedXid 32-bit xid of the transaction that published it; 0: not published
     * @param identity columns of its replica identity; empty: none
     * @param numbers of the columns
     */
    public record SourceTable(
            long oid,
            String schema,
            String name,
            long pages,
            long publishedXid,
            boolean unlogged,
            List<String> identity,
            List<String> columns,
            List<Integer> numbers) {
        /** As people call it. */
        public String title() {
            return schema + "." + name;
        }

        /** As SQL takes it. */
        public String quoted() {
            return Identifier.quote(schema, name);
        }

        /** Why its changes are not captured; null: they are. */
        public @Nullable String uncovered() {
            if (unlogged) {
                return "unlogged: PostgreSQL writes no log of it";
            }
            if (identity.isEmpty()) {
                return "no usable identity: give it a primary key, or ALTER TABLE … REPLICA IDENTITY FULL";
            }
            String unreadable = UnreadableNames.of(schema, name, columns);
            if (unreadable != null) {
                return unreadable;
            }
            return publishedXid == 0
                    ? "not in publication " + Slots.PUBLICATION + ": run databases prepare again"
                    : null;
        }
    }

    /** All tables with rows of their own: ordinary ones and leaf partitions. */
    public static List<SourceTable> list(Connection connection) throws SQLException {
        List<SourceTable> tables = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT c.oid, n.nspname, c.relname, pg_relation_size(c.oid) / current_setting('block_size')::int AS pages,
                               coalesce((SELECT pr.xmin::text::bigint FROM pg_publication_rel pr JOIN pg_publication p ON p.oid = pr.prpubid
                                         WHERE p.pubname = '%s' AND pr.prrelid IN (c.oid, (SELECT inhparent FROM pg_inherits WHERE inhrelid = c.oid LIMIT 1))
                                         LIMIT 1), 0) AS published,
                               c.relpersistence = 'u' AS unlogged,
                               CASE c.relreplident
                                 WHEN 'f' THEN (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
                                 WHEN 'n' THEN NULL
                                 ELSE (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey::int2[])
                                       WHERE i.indrelid = c.oid AND i.indimmediate AND i.indisvalid
                                         AND CASE c.relreplident WHEN 'd' THEN i.indisprimary ELSE i.indisreplident END) END AS identity,
                               (SELECT coalesce(array_agg(attname::text ORDER BY attnum), '{}') FROM pg_attribute
                                WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
                               (SELECT coalesce(array_agg(attnum::text ORDER BY attnum), '{}') FROM pg_attribute
                                WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS numbers
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname NOT IN ('pg_catalog', 'information_schema', '%s')
                          AND n.nspname NOT LIKE 'pg\\_%%'
                          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                        ORDER BY n.nspname, c.relname""".formatted(Slots.PUBLICATION, OWN_SCHEMA))) {
            while (row.next()) {
                tables.add(new SourceTable(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getBoolean(6),
                        strings(row, 7),
                        strings(row, 8),
                        strings(row, 9).stream().map(Integer::valueOf).toList()));
            }
        }
        return tables;
    }

    private static List<String> strings(ResultSet row, int column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
