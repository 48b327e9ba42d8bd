package io.chronoops.backup.restore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a replay must know of the target's tables. */
record TargetTables(Map<String, Set<String>> alwaysIdentity, Set<String> wholeRowIdentity) {
    static TargetTables read(Connection connection) throws SQLException {
        Map<String, Set<String>> always = new HashMap<>();
        Set<String> whole = new HashSet<>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT n.nspname || '.' || c.relname, a.attname, a.attidentity = 'a', c.relreplident = 'f'
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
                        WHERE c.relkind = 'r' AND a.attnum > 0 AND (a.attidentity = 'a' OR c.relreplident = 'f')""")) {
            while (row.next()) {
                if (row.getBoolean(3)) {
                    always.computeIfAbsent(row.getString(1), _ -> new HashSet<>())
                            .add(row.getString(2));
                }
                if (row.getBoolean(4)) {
                    whole.add(row.getString(1));
                }
            }
        }
        return new TargetTables(always, whole);
    }
}
