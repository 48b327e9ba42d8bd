package io.chronoops.backup.restore;

import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a table's values are written in binary. */
final class BinaryColumns {
    private BinaryColumns() {}

    /** In the order of its columns; empty: of one of them it is not known. */
    static List<BinaryValue> of(Connection session, TableEntry table) throws SQLException {
        Map<String, BinaryValue> known = new HashMap<>();
        try (var query = session.prepareStatement("""
                SELECT a.attname, a.atttypid::int8, t.typtype = 'e'
                FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
                WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped""")) {
            query.setString(1, Identifier.quote(table.schema(), table.name()));
            ResultSet row = query.executeQuery();
            while (row.next()) {
                String column = row.getString(1);
                BinaryValue.of(row.getLong(2), row.getBoolean(3)).ifPresent(value -> known.put(column, value));
            }
        }
        List<BinaryValue> all = table.columns().stream()
                .map(known::get)
                .flatMap(value -> Optional.ofNullable(value).stream())
                .toList();
        return all.size() == table.columns().size() ? all : List.of();
    }
}
