package io.chronoops.backup.condition;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.timeline.Conditions;
import io.chronoops.kit.databases.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operated database itself, as the role that reads all and writes nothing: the versions go into a temporary table of
 * the table's own columns. The table's present rows are not looked at.
 */
public final class VersionsInPostgres implements Conditions {
    private static final String VERSIONS = "chronoops_versions";
    private static final String CHOSEN = "chronoops_chosen";
    private static final int BATCH = 500;

    private final Operated operated;
    private final Database database;

    /** At this database. */
    public VersionsInPostgres(Operated operated, Database database) {
        this.operated = operated;
        this.database = database;
    }

    @Override
    public Set<Integer> holding(
            String schema, String table, Iterable<Map<String, @Nullable String>> rows, String condition) {
        try (Connection session = operated.open(database);
                var statement = session.createStatement()) {
            // generated columns are not in the log: they are worked out again
            statement.execute("CREATE TEMP TABLE " + VERSIONS + " (LIKE " + Identifier.quote(schema, table)
                    + " INCLUDING GENERATED, chronoops_version int)");
            statement.execute("CREATE TEMP TABLE " + CHOSEN + " (version int)");
            load(session, rows);
            ReadOnlyCondition.choose(
                    session,
                    CHOSEN,
                    "SELECT chronoops_version FROM pg_temp." + VERSIONS + " AS " + Identifier.quote(table),
                    condition);
            Set<Integer> holding = new TreeSet<>();
            var row = statement.executeQuery("SELECT version FROM pg_temp." + CHOSEN);
            while (row.next()) {
                holding.add(row.getInt(1));
            }
            session.rollback();
            return holding;
        } catch (SQLException e) {
            throw Operated.failure(database, Operated.BACKUP_ROLE, e);
        }
    }

    private static void load(Connection session, Iterable<Map<String, @Nullable String>> rows) throws SQLException {
        List<String> columns = List.of();
        var number = 0;
        List<Map<String, @Nullable String>> batch = new ArrayList<>();
        for (Map<String, @Nullable String> row : rows) {
            if (batch.size() == BATCH || !columns.equals(List.copyOf(row.keySet()))) {
                insert(session, columns, batch, number - batch.size());
                batch.clear();
                columns = List.copyOf(row.keySet());
            }
            batch.add(row);
            number++;
        }
        insert(session, columns, batch, number - batch.size());
    }

    private static void insert(
            Connection session, List<String> columns, List<Map<String, @Nullable String>> rows, int from)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO pg_temp." + VERSIONS + " (chronoops_version"
                + columns.stream()
                        .map(column -> ", " + Identifier.quote(column))
                        .collect(Collectors.joining())
                + ") VALUES (?" + ", ?".repeat(columns.size()) + ")";
        try (var insert = session.prepareStatement(sql)) {
            for (int i = 0; i < rows.size(); i++) {
                insert.setInt(1, from + i);
                for (int column = 0; column < columns.size(); column++) {
                    insert.setString(column + 2, rows.get(i).get(columns.get(column)));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
