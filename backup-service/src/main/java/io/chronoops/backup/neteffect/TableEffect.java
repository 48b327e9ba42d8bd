package io.chronoops.backup.neteffect;

import io.chronoops.cdc.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the changes of one table come to, folded one by one in commit order. To carry it out: empty the table if it was
 * emptied, delete the rows with the deleted keys, give each result with an origin its new values (all at once: rows may
 * have swapped keys), insert those without one, and add or remove as many equal rows as counted.
 *
 * <p>Rows are told apart by their key. Where the log has none and carries the whole old row instead, equal rows are
 * counted: any of them may be meant.
 */
public final class TableEffect {
    private final Columns columns;
    /** By the key that they have now. */
    private final Map<List<String>, Result> rows = new HashMap<>();
    /** Rows of the base that took on a key with a null: no change can name them by it. */
    private final List<Result> keyless = new ArrayList<>();

    private final Set<List<String>> deleted = new HashSet<>();
    /** Keys in the base of rows that have another now. */
    private final Set<List<String>> away = new HashSet<>();

    private final Map<List<@Nullable Object>, Integer> counted = new HashMap<>();
    /** Not known before the first change that names a row by its key. */
    private List<String> keyColumns = List.of();

    private int[] key = {};
    private boolean emptied;
    /** The key that the first row to move took on: no row has it where all that is left is rows that swapped their keys. */
    private @Nullable List<String> spare;

    private long bytes;

    TableEffect(Columns columns) {
        this.columns = columns;
    }

    void take(Row row) {
        switch (row.getOp()) {
            case INSERT -> add(complete(columns.after(row)));
            case UPDATE -> {
                if (namesWholeRow(row)) {
                    replace(columns.before(row), columns.after(row));
                } else {
                    update(identity(row), columns.after(row));
                }
            }
            case DELETE -> {
                if (namesWholeRow(row)) {
                    count(columns.before(row), -1);
                } else {
                    delete(identity(row));
                }
            }
            case UNKNOWN -> throw new DoesNotFit(columns.table(), "is of an unknown kind: written by a newer version");
        }
    }

    void truncate() {
        rows.clear();
        keyless.clear();
        deleted.clear();
        away.clear();
        counted.clear();
        spare = null;
        emptied = true;
        bytes = 0;
    }

    private boolean namesWholeRow(Row row) {
        return row.getKeyColumns().size() == columns.names().size();
    }

    private List<String> identity(Row row) {
        if (!keyColumns.equals(row.getKeyColumns())) {
            learn(row.getKeyColumns());
        }
        for (String part : row.getKeyValues()) {
            if (part == null) {
                throw new DoesNotFit(columns.table(), "names a row by a key that is null");
            }
        }
        return List.copyOf(row.getKeyValues());
    }

    /** Rows that came in before are found by their keys from now on. */
    private void learn(List<String> names) {
        if (!keyColumns.isEmpty()) {
            throw new DoesNotFit(columns.table(), "names its row by other columns than those before");
        }
        keyColumns = List.copyOf(names);
        key = columns.places(keyColumns);
        Map<List<@Nullable Object>, Integer> before = new HashMap<>(counted);
        before.forEach((values, times) -> {
            @Nullable Object[] row = values.toArray();
            if (times > 0 && Columns.key(row, key) != null) {
                for (int i = 0; i < times; i++) {
                    count(row, -1);
                    add(row);
                }
            }
        });
    }

    private @Nullable Object[] complete(@Nullable Object[] row) {
        for (Object value : row) {
            if (value == Columns.UNCHANGED) {
                throw new DoesNotFit(columns.table(), "inserts a row without all of its values");
            }
        }
        return row;
    }

    private void add(@Nullable Object[] row) {
        List<String> at = keyColumns.isEmpty() ? null : Columns.key(row, key);
        if (at == null) {
            count(row, 1);
            return;
        }
        bytes += Footprint.of(row);
        put(at, new Result(null, row));
    }

    private void replace(@Nullable Object[] before, @Nullable Object[] after) {
        count(before, -1);
        for (int i = 0; i < after.length; i++) {
            if (after[i] == Columns.UNCHANGED) {
                after[i] = before[i];
            }
        }
        add(after);
    }

    private void update(List<String> from, @Nullable Object[] later) {
        Result row = rows.get(from);
        if (row == null) {
            refuseIfGone(from);
            row = new Result(from, columns.nothing());
            for (int i = 0; i < key.length; i++) {
                row.values()[key[i]] = from.get(i);
            }
            bytes += Footprint.of(row.values());
            rows.put(from, row);
        }
        bytes += row.overlay(later);
        List<String> to = Columns.key(row.values(), key);
        if (!from.equals(to)) {
            move(row, from, to);
        }
    }

    private void move(Result row, List<String> from, @Nullable List<String> to) {
        rows.remove(from);
        if (from.equals(row.origin())) {
            away.add(from);
            bytes += Footprint.of(from);
        }
        if (to != null) {
            spare = spare == null ? to : spare;
            if (to.equals(row.origin())) {
                away.remove(to);
            }
            put(to, row);
        } else if (row.origin() != null) {
            keyless.add(row);
        } else {
            bytes -= Footprint.of(row.values());
            count(row.values(), 1);
        }
    }

    private void put(List<String> at, Result row) {
        if (rows.put(at, row) != null) {
            throw new DoesNotFit(columns.table(), "gives a row the key of another that is there");
        }
    }

    private void delete(List<String> at) {
        Result row = rows.remove(at);
        List<String> origin = at;
        if (row == null) {
            refuseIfGone(at);
        } else {
            bytes -= Footprint.of(row.values());
            origin = row.origin();
        }
        if (origin != null) {
            away.remove(origin);
            deleted.add(origin);
            bytes += Footprint.of(origin);
        }
    }

    private void refuseIfGone(List<String> at) {
        if (emptied || deleted.contains(at) || away.contains(at)) {
            throw new DoesNotFit(columns.table(), "names a row that is not there");
        }
    }

    private void count(@Nullable Object[] row, int times) {
        List<@Nullable Object> equal = Collections.unmodifiableList(Arrays.asList(row));
        Integer now = counted.merge(equal, times, Integer::sum);
        if (now == 0) {
            counted.remove(equal);
            bytes -= Footprint.of(row);
        } else if (now == times) {
            bytes += Footprint.of(row);
        }
    }

    /** As schema.table. */
    public String table() {
        return columns.table();
    }

    /** In the order of the places of values. */
    public List<String> columns() {
        return columns.names();
    }

    /** Those that keys are made of; empty where no row is named by one. */
    public List<String> keyColumns() {
        return keyColumns;
    }

    /** Whether all rows that were there before are gone. */
    public boolean emptied() {
        return emptied;
    }

    /** Keys of rows that were there and are gone. */
    public Collection<List<String>> deleted() {
        return deleted;
    }

    /** Rows that were there and have new values, or new keys. */
    public Stream<Result> changed() {
        return Stream.concat(rows.values().stream(), keyless.stream()).filter(row -> row.origin() != null);
    }

    /** Rows that were not there. */
    public Stream<Result> added() {
        return rows.values().stream().filter(row -> row.origin() == null);
    }

    /** Whole rows, and how many more of each there are now: less than none are to be removed. */
    public Map<List<@Nullable Object>, Integer> counted() {
        return counted;
    }

    @Nullable
    List<String> spare() {
        return spare;
    }

    /** The key that a row has now; null: a part of it is null. */
    @Nullable
    List<String> keyOf(Result row) {
        return Columns.key(row.values(), key);
    }

    /** Whether a row no longer has the key that it had. */
    public boolean isMoved(Result row) {
        return row.origin() != null && !row.origin().equals(Columns.key(row.values(), key));
    }

    /** About how much heap it takes. */
    long bytes() {
        return bytes;
    }
}
