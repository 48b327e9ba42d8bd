package io.chronoops.monitor.analytics;

import io.chronoops.cdc.Row;
import io.chronoops.monitor.analytics.Change.Deleted;
import io.chronoops.monitor.analytics.Change.Inserted;
import io.chronoops.monitor.analytics.Change.Outgrown;
import io.chronoops.monitor.analytics.Change.Unidentified;
import io.chronoops.monitor.analytics.Change.Updated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a row of the change log says about tracked columns. */
final class ReadRow {
    private static final String SEPARATOR = "\0"; // PostgreSQL's text cannot hold it

    private ReadRow() {}

    /** The key of a row from the texts of its key columns. */
    static String key(List<String> texts) {
        return String.join(SEPARATOR, texts);
    }

    static Change of(Row row, Layout layout) {
        Map<String, @Nullable String> identity = zip(row.getKeyColumns(), row.getKeyValues());
        Map<String, @Nullable String> after = zip(row.getColumns(), row.getValues());
        return switch (row.getOp()) {
            case INSERT -> inserted(row, layout, after);
            case UPDATE -> updated(row, layout, identity, after);
            case DELETE ->
                key(layout, identity)
                        .<Change>map(key -> new Deleted(layout.table(), key))
                        .orElse(new Unidentified(layout.table()));
            case UNKNOWN ->
                new Outgrown(layout.table(), "the log holds a kind of change that this version does not know");
        };
    }

    private static Change inserted(Row row, Layout layout, Map<String, @Nullable String> after) {
        Optional<String> key = key(layout, after);
        if (key.isEmpty()) {
            return new Unidentified(layout.table());
        }
        List<@Nullable String> values = values(row, layout, after);
        if (values.contains(null) || hasGrown(layout, after)) {
            return grown(layout);
        }
        List<String> present = new ArrayList<>();
        values.forEach(value -> present.add(String.valueOf(value)));
        return new Inserted(layout.table(), key.get(), present);
    }

    private static Change updated(
            Row row, Layout layout, Map<String, @Nullable String> identity, Map<String, @Nullable String> after) {
        Optional<String> key = key(layout, identity);
        if (key.isEmpty()) {
            return new Unidentified(layout.table());
        }
        Map<String, @Nullable String> now = new HashMap<>(identity);
        now.putAll(after);
        boolean lacks = layout.columns().stream()
                .anyMatch(column ->
                        !after.containsKey(column) && !row.getUnchanged().contains(column));
        if (lacks || hasGrown(layout, after)) {
            return grown(layout);
        }
        return new Updated(layout.table(), key.get(), key(layout, now).orElse(key.get()), values(row, layout, after));
    }

    /** The texts that are counted; null: the log does not carry it. */
    private static List<@Nullable String> values(Row row, Layout layout, Map<String, @Nullable String> after) {
        List<@Nullable String> values = new ArrayList<>();
        for (String column : layout.columns()) {
            if (row.getBlobs().containsKey(column)) {
                values.add(Values.LONG);
            } else if (after.containsKey(column)) {
                values.add(Values.of(after.get(column), layout.truths().contains(column)));
            } else {
                values.add(null);
            }
        }
        return values;
    }

    /** Whether a tracked column is there that did not exist when the table was loaded. */
    private static boolean hasGrown(Layout layout, Map<String, @Nullable String> after) {
        return layout.leftOut().entrySet().stream()
                .anyMatch(left -> left.getValue().equals(Layout.ABSENT) && after.containsKey(left.getKey()));
    }

    private static Optional<String> key(Layout layout, Map<String, @Nullable String> texts) {
        var parts = new ArrayList<String>();
        for (String column : layout.table().key()) {
            String text = texts.get(column);
            if (text == null) {
                return Optional.empty();
            }
            parts.add(text);
        }
        return Optional.of(key(parts));
    }

    private static Outgrown grown(Layout layout) {
        return new Outgrown(layout.table(), "its columns have changed");
    }

    private static Map<String, @Nullable String> zip(List<String> names, List<String> texts) {
        Map<String, @Nullable String> zipped = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            zipped.put(names.get(i), texts.get(i));
        }
        return zipped;
    }
}
