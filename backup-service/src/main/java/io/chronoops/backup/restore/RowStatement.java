package io.chronoops.backup.restore;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.cdc.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row change as SQL with parameters; rows of one shape share the SQL, so that they can go in one batch.
 *
 * @param sql touches exactly one row
 */
record RowStatement(String sql, List<@Nullable String> parameters) {
    /** alwaysIdentity: columns that PostgreSQL lets nobody update. */
    static RowStatement of(
            Row row, List<@Nullable String> values, Set<String> alwaysIdentity, boolean wholeRowIdentity) {
        String table = Identifier.quote(row.getSchema$(), row.getTable());
        return switch (row.getOp()) {
            case INSERT -> insert(table, row, values);
            case UPDATE -> update(table, row, values, alwaysIdentity, wholeRowIdentity);
            case DELETE -> delete(table, row, wholeRowIdentity);
            case UNKNOWN ->
                throw new IllegalStateException(
                        "a row change of unknown kind in " + table + ": written by a newer version");
        };
    }

    private static RowStatement insert(String table, Row row, List<@Nullable String> values) {
        if (row.getColumns().isEmpty()) {
            return new RowStatement("INSERT INTO " + table + " DEFAULT VALUES", List.of());
        }
        String columns = row.getColumns().stream().map(Identifier::quote).collect(Collectors.joining(", "));
        String marks = row.getColumns().stream().map(_ -> "?").collect(Collectors.joining(", "));
        return new RowStatement(
                "INSERT INTO " + table + " (" + columns + ") OVERRIDING SYSTEM VALUE VALUES (" + marks + ")", values);
    }

    private static RowStatement update(
            String table, Row row, List<@Nullable String> values, Set<String> alwaysIdentity, boolean wholeRow) {
        List<String> set = new ArrayList<>();
        List<@Nullable String> parameters = new ArrayList<>();
        for (int i = 0; i < row.getColumns().size(); i++) {
            String column = row.getColumns().get(i);
            if (!alwaysIdentity.contains(column)) {
                set.add(Identifier.quote(column) + " = ?");
                parameters.add(values.get(i));
            }
        }
        String where = where(table, row, parameters, wholeRow);
        return set.isEmpty()
                ? new RowStatement("SELECT 1 FROM " + table + where, parameters)
                : new RowStatement("UPDATE " + table + " SET " + String.join(", ", set) + where, parameters);
    }

    private static RowStatement delete(String table, Row row, boolean wholeRow) {
        List<@Nullable String> parameters = new ArrayList<>();
        String where = where(table, row, parameters, wholeRow);
        return new RowStatement("DELETE FROM " + table + where, parameters);
    }

    /** By key; where the whole row is the identity, equal rows may exist and any one of them is meant. */
    private static String where(String table, Row row, List<@Nullable String> parameters, boolean wholeRow) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < row.getKeyColumns().size(); i++) {
            String column = Identifier.quote(row.getKeyColumns().get(i));
            String value = row.getKeyValues().get(i);
            if (value == null) {
                conditions.add(column + " IS NULL");
            } else {
                conditions.add(wholeRow ? column + "::text = ?" : column + " = ?");
                parameters.add(value);
            }
        }
        String condition = String.join(" AND ", conditions);
        return wholeRow
                ? " WHERE ctid = (SELECT ctid FROM " + table + " WHERE " + condition + " LIMIT 1)"
                : " WHERE " + condition;
    }
}
