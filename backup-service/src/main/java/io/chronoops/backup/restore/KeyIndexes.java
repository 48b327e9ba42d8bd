package io.chronoops.backup.restore;

import io.chronoops.backup.neteffect.TableEffect;
import io.chronoops.backup.postgres.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Lets tables that are merged again and again be searched by key instead of read whole each time. Indexes that are not
 * unique, for the time of the replay alone: between two merges a table may be as it was at no moment's end.
 */
final class KeyIndexes {
    /** So often a table is read whole before an index is worth it. */
    private static final int WORTH = 8;

    private final Map<String, Integer> merges = new ConcurrentHashMap<>();
    private final Map<String, String> made = new ConcurrentHashMap<>();

    /** Before a table is merged: its index may be due. Within the merge's transaction. */
    void before(Connection session, TableEffect effect, String table) throws SQLException {
        if (effect.keyColumns().isEmpty()) {
            return;
        }
        int times = merges.merge(effect.table(), 1, Integer::sum);
        String key = effect.keyColumns().stream().map(Identifier::quote).collect(Collectors.joining(", "));
        try (var statement = session.createStatement()) {
            if (times == WORTH) {
                String name = "chronoops_replay_" + made.size() + "_"
                        + Integer.toHexString(effect.table().hashCode());
                statement.execute("CREATE INDEX " + Identifier.quote(name) + " ON ONLY " + table + " (" + key + ")");
                statement.execute("ANALYZE " + table + " (" + key + ")");
                String schema = effect.table().substring(0, effect.table().indexOf('.'));
                made.put(effect.table(), Identifier.quote(schema, name));
            }
            if (times >= WORTH) {
                statement.execute("SET LOCAL enable_nestloop = on");
            }
        }
    }

    /** The replay is over. */
    void drop(Connection session) throws SQLException {
        try (var statement = session.createStatement()) {
            for (String index : made.values()) {
                statement.execute("DROP INDEX " + index);
            }
        }
    }
}
