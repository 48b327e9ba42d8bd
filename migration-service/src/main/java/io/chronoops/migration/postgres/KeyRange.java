package io.chronoops.migration.postgres;

import io.chronoops.migration.step.Backfill;
import io.chronoops.migration.step.Name;
import io.chronoops.migration.step.TableFacts.KeyColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Walks a table along its primary key, whatever columns it has; keys travel as text. */
record KeyRange(Backfill backfill, List<KeyColumn> key) {
    private static final String ALL = "true";

    /** The last key of the next rows after this one; empty: fewer than so many are left. */
    List<String> upper(Connection connection, List<String> after, int rows) throws SQLException {
        String sql = "SELECT " + each(column -> "t." + Name.sql(column.name()) + "::text") + " FROM "
                + backfill.table().sql() + " t WHERE " + compare(">", after) + " ORDER BY "
                + each(column -> "t." + Name.sql(column.name())) // the column, not its text in the output
                + " OFFSET " + (rows - 1) + " LIMIT 1";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, 0, after);
            try (ResultSet row = query.executeQuery()) {
                var found = new ArrayList<String>();
                if (row.next()) {
                    for (int column = 1; column <= key.size(); column++) {
                        found.add(row.getString(column));
                    }
                }
                return found;
            }
        }
    }

    /**
     * Assigns the rows after one key up to another; empty bounds are open. Rows are locked in the order of the key.
     *
     * @param skipLocked whether rows that someone else holds are left for later
     */
    int assign(Connection connection, List<String> after, List<String> upTo, boolean skipLocked) throws SQLException {
        String names = each(column -> Name.sql(column.name()));
        String aliases = numbered("k");
        String sql = "WITH todo (" + aliases + ") AS MATERIALIZED (SELECT " + names + " FROM "
                + backfill.table().sql()
                + " WHERE " + compare(">", after) + " AND " + compare("<=", upTo) + " AND ("
                + backfill.unassigned() + ") IS TRUE" // so that no index but the key's is taken
                + " ORDER BY " + names + " FOR NO KEY UPDATE" + (skipLocked ? " SKIP LOCKED" : "") + ") UPDATE "
                + backfill.table().sql() + " SET " + backfill.assignments() + " FROM todo WHERE (" + names + ") = ("
                + aliases + ")";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, bind(update, 0, after), upTo);
            return update.executeUpdate();
        }
    }

    private String compare(String operator, List<String> bound) {
        return bound.isEmpty()
                ? ALL
                : "(" + each(column -> Name.sql(column.name())) + ") " + operator + " ("
                        + each(column -> "?::" + column.type()) + ")";
    }

    private static int bind(PreparedStatement statement, int from, List<String> values) throws SQLException {
        int at = from;
        for (String value : values) {
            statement.setString(++at, value);
        }
        return at;
    }

    private String each(Function<KeyColumn, String> text) {
        return key.stream().map(text).collect(Collectors.joining(", "));
    }

    private String numbered(String prefix) {
        return IntStream.range(0, key.size()).mapToObj(n -> prefix + "_" + n).collect(Collectors.joining(", "));
    }
}
