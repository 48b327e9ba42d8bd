package io.chronoops.backup.timeline;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row change with its identity before and after.
 *
 * @param quoted the table as SQL takes it
 * @param before null: there was none, or the log does not tell it by these columns
 * @param after null: there is none
 * @param values the columns it carries of the row as it is then
 * @param unchanged columns that it does not carry because they stay as they were
 */
record RowChange(
        String table,
        String quoted,
        RowOp op,
        @Nullable RowKey before,
        @Nullable RowKey after,
        Map<String, Value> values,
        List<String> unchanged) {

    /** Of a row whose identity is these columns. */
    static RowChange of(Row row, List<String> identity) {
        String table = row.getSchema$() + "." + row.getTable();
        Map<String, Value> old = new LinkedHashMap<>();
        for (int i = 0; i < row.getKeyColumns().size(); i++) {
            String column = row.getKeyColumns().get(i);
            old.put(
                    column,
                    new Value(row.getKeyValues().get(i), row.getKeyBlobs().get(column)));
        }
        Map<String, Value> values = values(row);
        RowKey before = row.getOp() == RowOp.INSERT ? null : key(table, identity, old, Map.of());
        RowKey after = row.getOp() == RowOp.DELETE ? null : key(table, identity, values, old);
        return new RowChange(
                table,
                Identifier.quote(row.getSchema$(), row.getTable()),
                row.getOp(),
                before,
                after,
                values,
                row.getUnchanged());
    }

    boolean movesKey() {
        return before != null && after != null && !before.equals(after);
    }

    private static Map<String, Value> values(Row row) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < row.getColumns().size(); i++) {
            String column = row.getColumns().get(i);
            values.put(column, new Value(row.getValues().get(i), row.getBlobs().get(column)));
        }
        return values;
    }

    /** otherwise: what an unchanged identity was before. */
    static @Nullable RowKey key(
            String table, List<String> identity, Map<String, Value> values, Map<String, Value> otherwise) {
        if (identity.isEmpty()) {
            return null;
        }
        List<@Nullable String> key = new ArrayList<>();
        for (String column : identity) {
            Value value = values.containsKey(column) ? values.get(column) : otherwise.get(column);
            if (value == null) {
                return null;
            }
            key.add(value.text());
        }
        return new RowKey(table, identity, key);
    }
}
