package io.chronoops.backup.neteffect;

import io.chronoops.cdc.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table's columns, and rows as arrays in their order: text, {@link Large}, null, or {@link #UNCHANGED} where the log does
 * not carry the value.
 */
final class Columns {
    /** Stands for the value that the row had before. */
    static final Object UNCHANGED = new Object() {
        @Override
        public String toString() {
            return "unchanged";
        }
    };

    private final String table;
    private final List<String> names;
    private final Map<List<String>, int[]> known = new HashMap<>();
    private List<String> last = List.of();
    private int[] lastPlaces = {};

    Columns(String table, List<String> names) {
        this.table = table;
        this.names = List.copyOf(names);
    }

    String table() {
        return table;
    }

    List<String> names() {
        return names;
    }

    /** Where these columns are in a row: events of a table name the same ones again and again. */
    int[] places(List<String> columns) {
        if (!last.equals(columns)) {
            List<String> key = List.copyOf(columns);
            lastPlaces = known.computeIfAbsent(key, this::find);
            last = key;
        }
        return lastPlaces;
    }

    private int[] find(List<String> columns) {
        return columns.stream().mapToInt(this::find).toArray();
    }

    private int find(String column) {
        int place = names.indexOf(column);
        if (place < 0) {
            throw new DoesNotFit(table, "names a column that the base does not have: " + column);
        }
        return place;
    }

    /** The row after a change, as far as its event tells. */
    @Nullable
    Object[] after(Row row) {
        @Nullable Object[] values = nothing();
        int[] places = places(row.getColumns());
        List<@Nullable String> given = row.getValues();
        for (int i = 0; i < places.length; i++) {
            values[places[i]] = given.get(i);
        }
        row.getBlobs().forEach((column, hash) -> values[find(column)] = new Large(hash));
        return values;
    }

    /** The row before a change whose event carries all of it. */
    @Nullable
    Object[] before(Row row) {
        @Nullable Object[] values = nothing();
        int[] places = places(row.getKeyColumns());
        List<@Nullable String> given = row.getKeyValues();
        for (int i = 0; i < places.length; i++) {
            values[places[i]] = given.get(i);
        }
        row.getKeyBlobs().forEach((column, hash) -> values[find(column)] = new Large(hash));
        return values;
    }

    @Nullable
    Object[] nothing() {
        @Nullable Object[] values = new @Nullable Object[names.size()];
        Arrays.fill(values, UNCHANGED);
        return values;
    }

    /** The key of a row; null where a part of it is null or not told: it is none then. */
    static @Nullable List<String> key(@Nullable Object[] values, int[] places) {
        if (places.length == 1) {
            return values[places[0]] instanceof String only ? List.of(only) : null;
        }
        List<String> key = new ArrayList<>(places.length);
        for (int place : places) {
            if (!(values[place] instanceof String part)) {
                return null;
            }
            key.add(part);
        }
        return List.copyOf(key);
    }
}
