package io.chronoops.backup.capture;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows that a prepared database tells by a message, because PostgreSQL's stream does not: those that a table had when it
 * entered the log, and all of one that was written anew. They become the events of any other row.
 *
 * @param instead they take the place of all rows that the table had
 */
record ToldRows(String schema, String table, List<String> columns, boolean instead, List<List<@Nullable String>> rows) {
    static final String PREFIX = "chronoops.rows";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static ToldRows read(String content) {
        return JSON.readValue(content, ToldRows.class);
    }

    /** As events, each with the next place in its transaction. */
    List<ChangeEvent> events(LongSupplier order, LargeValues large, Supplier<ChangeEvent.Builder> event) {
        List<ChangeEvent> events = new ArrayList<>(rows.size() + 1);
        if (instead) {
            events.add(event.get()
                    .setTruncate(new Truncate(order.getAsLong(), schema, table))
                    .build());
        }
        for (List<@Nullable String> row : rows) {
            events.add(
                    event.get().setRow(inserted(order.getAsLong(), row, large)).build());
        }
        return events;
    }

    private Row inserted(long order, List<@Nullable String> row, LargeValues large) {
        List<@Nullable String> values = new ArrayList<>(row);
        Map<String, String> blobs = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            if (text != null && large.isLarge(text)) {
                blobs.put(columns.get(i), large.store(text));
                values.set(i, null);
            }
        }
        return Row.newBuilder()
                .setOrder(order)
                .setSchema$(schema)
                .setTable(table)
                .setOp(RowOp.INSERT)
                .setKeyColumns(List.of())
                .setKeyValues(List.of())
                .setColumns(columns)
                .setValues(values)
                .setUnchanged(List.of())
                .setBlobs(blobs)
                .build();
    }
}
