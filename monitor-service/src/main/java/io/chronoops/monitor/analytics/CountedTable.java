package io.chronoops.monitor.analytics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows by key, each with its tracked values, and the counts. Each row points at the cells that count it, so
 * that a value is kept once however many rows have it. One thread writes.
 */
final class CountedTable {
    private final Layout layout;
    private final List<Map<String, Cell>> cells = new ArrayList<>();
    private final Map<String, Cell[]> rows = new HashMap<>();

    CountedTable(Layout layout) {
        this.layout = layout;
        layout.columns().forEach(_ -> cells.add(new HashMap<>()));
    }

    private static final class Cell {
        private final String value;
        private long rows;

        Cell(String value) {
            this.value = value;
        }
    }

    Layout layout() {
        return layout;
    }

    int size() {
        return rows.size();
    }

    /** A new row; false if its key was there already: then this is not the table that the log speaks of. */
    boolean insert(String key, List<String> values) {
        var row = new Cell[values.size()];
        for (int column = 0; column < row.length; column++) {
            row[column] = counted(column, values.get(column));
        }
        Cell[] before = rows.put(key, row);
        forget(before);
        return before == null;
    }

    /** A changed row; a null value is one that did not change. False if the row was not there. */
    boolean update(String key, String newKey, List<@Nullable String> values) {
        Cell[] before = rows.remove(key);
        if (before == null) {
            return false;
        }
        for (int column = 0; column < before.length; column++) {
            String value = values.get(column);
            if (value != null && !value.equals(before[column].value)) {
                uncount(column, before[column]);
                before[column] = counted(column, value);
            }
        }
        Cell[] other = rows.put(newKey, before);
        forget(other);
        return other == null;
    }

    /** A row gone; false if it was not there. */
    boolean delete(String key) {
        Cell[] before = rows.remove(key);
        forget(before);
        return before != null;
    }

    void truncate() {
        rows.clear();
        cells.forEach(Map::clear);
    }

    /** Column → value → rows, most first. */
    Map<String, Map<String, Long>> counts() {
        Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
        for (int column = 0; column < cells.size(); column++) {
            Map<String, Long> byValue = new LinkedHashMap<>();
            cells.get(column).values().stream()
                    .sorted((a, b) -> a.rows == b.rows ? a.value.compareTo(b.value) : Long.compare(b.rows, a.rows))
                    .forEach(cell -> byValue.put(cell.value, cell.rows));
            counts.put(layout.columns().get(column), byValue);
        }
        return counts;
    }

    private Cell counted(int column, String value) {
        Cell cell = cells.get(column).computeIfAbsent(value, Cell::new);
        cell.rows++;
        return cell;
    }

    private void uncount(int column, Cell cell) {
        if (--cell.rows == 0) {
            cells.get(column).remove(cell.value);
        }
    }

    private void forget(Cell @Nullable [] row) {
        for (int column = 0; row != null && column < row.length; column++) {
            uncount(column, row[column]);
        }
    }
}
