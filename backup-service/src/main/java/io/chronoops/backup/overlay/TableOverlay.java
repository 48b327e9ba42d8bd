package io.chronoops.backup.overlay;

import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the changes of one table come to, by the keys that rows have: which of the base's rows are gone or have other values,
 * and which rows are new. What cannot be said of single keys, or cannot have happened, it does not take: {@link DoesNotLie}.
 */
final class TableOverlay {
    /** The base has the row, and it is as the line says now; what the line does not tell is as it was. */
    static final byte CHANGED = 1;
    /** The base has the row, and it is gone. */
    static final byte GONE = 2;
    /** The base does not have the row, and it is as the line says now. */
    static final byte NEW = 3;
    /** The base does not have the row, nor is it there now. */
    static final byte VOID = 4;

    private final List<String> columns;
    private final Set<String> canonical;
    private final RowStore store;
    private final KeyTable keys;
    /** Rows that came in before a change told what keys are made of. */
    private final List<Integer> loose = new ArrayList<>();

    private final CopyLine key = new CopyLine();
    private final CopyLine otherKey = new CopyLine();
    private final CopyLine line = new CopyLine();
    private final CopyLine before = new CopyLine();
    private final CopyLine merged = new CopyLine();
    private List<String> keyColumns = List.of();
    private int[] keyPlaces = {};
    private List<String> told = List.of();
    private int[] toldAt = {};
    private boolean emptied;
    private long ofBase;
    private long rows;

    /** canonical: columns of which equal values have equal texts, in the base and in the log. */
    TableOverlay(List<String> columns, Set<String> canonical, RowStore store) {
        this.columns = columns;
        this.canonical = canonical;
        this.store = store;
        this.keys = new KeyTable(store);
    }

    void take(Row row) throws IOException, DoesNotLie {
        switch (row.getOp()) {
            case INSERT -> {
                write(row);
                insert();
            }
            case UPDATE -> {
                identity(row);
                write(row);
                update();
            }
            case DELETE -> {
                identity(row);
                delete();
            }
            case UNKNOWN -> throw new DoesNotLie("a change is of an unknown kind");
        }
    }

    void truncate() {
        keys.clear();
        loose.clear();
        emptied = true;
        ofBase = 0;
        rows = 0;
    }

    /** The row after the change, as far as it is told, into line. */
    private void write(Row row) throws DoesNotLie {
        if (!told.equals(row.getColumns())) {
            learnColumns(List.copyOf(row.getColumns()));
        }
        List<@Nullable String> values = row.getValues();
        line.clear();
        for (int i = 0; i < toldAt.length; i++) {
            if (i > 0) {
                line.tab();
            }
            String value = toldAt[i] < 0 ? null : values.get(toldAt[i]);
            if (toldAt[i] < 0) {
                line.unchanged();
            } else if (value != null) {
                line.text(value);
            } else {
                String hash = row.getBlobs().get(columns.get(i));
                if (hash == null) {
                    line.nothing();
                } else {
                    line.large(hash);
                }
            }
        }
        if (row.getOp() == RowOp.INSERT && told.size() < columns.size()) {
            throw new DoesNotLie("a row comes in without all of its values");
        }
    }

    private void learnColumns(List<String> names) throws DoesNotLie {
        int[] at = new int[columns.size()];
        int found = 0;
        for (int i = 0; i < at.length; i++) {
            at[i] = names.indexOf(columns.get(i));
            found += at[i] < 0 ? 0 : 1;
        }
        if (found < names.size()) {
            throw new DoesNotLie("a change names a column that the base does not have");
        }
        told = names;
        toldAt = at;
    }

    /** The key of before into key. */
    private void identity(Row row) throws IOException, DoesNotLie {
        if (!keyColumns.equals(row.getKeyColumns())) {
            learnKey(List.copyOf(row.getKeyColumns()));
        }
        key.clear();
        for (int i = 0; i < keyPlaces.length; i++) {
            if (i > 0) {
                key.tab();
            }
            String part = row.getKeyValues().get(i);
            if (part == null) {
                throw new DoesNotLie("a key is null");
            }
            key.text(part);
        }
    }

    private void learnKey(List<String> names) throws IOException, DoesNotLie {
        if (!keyColumns.isEmpty()) {
            throw new DoesNotLie("rows are named by other columns than before");
        }
        if (names.isEmpty() || names.size() == columns.size() || !canonical.containsAll(names)) {
            throw new DoesNotLie("its rows are not told apart by texts of a key");
        }
        keyColumns = names;
        keyPlaces = names.stream().mapToInt(columns::indexOf).toArray();
        for (int place : loose) {
            store.line(place, before);
            keyOf(before);
            if (keys.find(otherKey.bytes(), otherKey.length()) != 0) {
                throw new DoesNotLie("two rows have one key");
            }
            put(otherKey, before, NEW);
        }
        loose.clear();
    }

    /** The key of a line into otherKey. */
    private void keyOf(CopyLine of) throws DoesNotLie {
        FieldsOf.key(of.bytes(), 0, of.length(), keyPlaces, otherKey);
    }

    private void insert() throws IOException, DoesNotLie {
        rows++;
        if (keyColumns.isEmpty()) {
            loose.add(store.add(key.bytes(), 0, line.bytes(), line.length(), NEW));
            return;
        }
        keyOf(line);
        arrive(line);
    }

    /** A row with this line, whose key is in otherKey, is there now. */
    private void arrive(CopyLine with) throws IOException, DoesNotLie {
        int place = keys.find(otherKey.bytes(), otherKey.length());
        byte state = place == 0 ? VOID : store.state(place);
        switch (state) {
            case GONE -> set(place, otherKey, with, CHANGED);
            case VOID -> set(place, otherKey, with, NEW);
            default -> throw new DoesNotLie("a row takes the key of another");
        }
    }

    private void update() throws IOException, DoesNotLie {
        int place = keys.find(key.bytes(), key.length());
        byte state = place == 0 ? VOID : store.state(place);
        CopyLine now = line;
        switch (state) {
            case CHANGED, NEW -> {
                store.line(place, before);
                now = FieldsOf.laidOver(line, before.bytes(), 0, before.length(), merged) ? merged : line;
            }
            case VOID -> {
                if (place != 0 || emptied) {
                    throw new DoesNotLie("a change names a row that is not there");
                }
                state = CHANGED;
                ofBase++;
            }
            default -> throw new DoesNotLie("a change names a row that is gone");
        }
        boolean keyTold = FieldsOf.keyTold(now.bytes(), 0, now.length(), keyPlaces);
        if (keyTold) {
            keyOf(now);
        }
        if (!keyTold || same(key, otherKey)) {
            set(place, key, now, state);
            return;
        }
        if (FieldsOf.hasUnchanged(now.bytes(), 0, now.length())) {
            throw new DoesNotLie("a row moves to another key with values that the log does not tell");
        }
        before.clear();
        set(place, key, before, state == CHANGED ? GONE : VOID);
        arrive(now);
    }

    private static boolean same(CopyLine one, CopyLine other) {
        return java.util.Arrays.equals(one.bytes(), 0, one.length(), other.bytes(), 0, other.length());
    }

    private void delete() throws IOException, DoesNotLie {
        rows--;
        int place = keys.find(key.bytes(), key.length());
        byte state = place == 0 ? VOID : store.state(place);
        before.clear();
        switch (state) {
            case CHANGED -> set(place, key, before, GONE);
            case NEW -> set(place, key, before, VOID);
            case VOID -> {
                if (place != 0 || emptied) {
                    throw new DoesNotLie("a change deletes a row that is not there");
                }
                ofBase++;
                set(place, key, before, GONE);
            }
            default -> throw new DoesNotLie("a change deletes a row that is gone");
        }
    }

    private void set(int place, CopyLine at, CopyLine with, byte state) throws IOException, DoesNotLie {
        if (place == 0 || !store.replace(place, with.bytes(), with.length(), state)) {
            put(at, with, state);
        }
    }

    private void put(CopyLine at, CopyLine with, byte state) throws IOException, DoesNotLie {
        int place = store.add(at.bytes(), at.length(), with.bytes(), with.length(), state);
        keys.put(at.bytes(), at.length(), place);
    }

    /** Where a key is; 0: the log does not name it. */
    int find(CopyLine wanted) {
        return keys.find(wanted.bytes(), wanted.length());
    }

    byte state(int place) {
        return store.state(place);
    }

    void line(int place, CopyLine into) {
        store.line(place, into);
    }

    int[] keyPlaces() {
        return keyPlaces;
    }

    /** Places of rows that the base does not have, in the order in which they came. */
    java.util.stream.IntStream added() {
        return java.util.stream.IntStream.concat(
                loose.stream().mapToInt(each -> each), keys.inOrder().filter(place -> state(place) == NEW));
    }

    /** Whether all rows of the base are gone. */
    boolean emptied() {
        return emptied;
    }

    /** Rows that the base must have. */
    long ofBase() {
        return ofBase;
    }

    /** How many rows more there are than in the base; where it was emptied, how many there are. */
    long rows() {
        return rows;
    }

    /** Bytes of heap that it takes. */
    long bytes() {
        return keys.bytes() + 24L * loose.size();
    }
}
