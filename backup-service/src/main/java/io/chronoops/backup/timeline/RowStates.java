package io.chronoops.backup.timeline;

import io.chronoops.cdc.RowOp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What some rows are at a point of the log, as far as it is known. */
final class RowStates {
    private final Map<RowKey, Map<String, Value>> rows = new HashMap<>();
    private final Set<RowKey> wanted;

    /** Of rows with these keys. */
    RowStates(Set<RowKey> wanted) {
        this.wanted = wanted;
    }

    void put(RowKey key, Map<String, Value> row) {
        rows.put(key, row);
    }

    /** The row; null: nothing is known of it. */
    @Nullable
    Map<String, Value> get(RowKey key) {
        return rows.get(key);
    }

    /** Goes on by one change. */
    void apply(RowChange change) {
        RowKey before = change.before();
        RowKey after = change.after();
        Map<String, Value> old = before == null ? null : rows.remove(before);
        if (after != null && wanted.contains(after)) {
            rows.put(after, change.op() == RowOp.INSERT ? change.values() : merged(old, change));
        }
    }

    /** The row after a change: what it carries, and what it leaves as it was. */
    static Map<String, Value> merged(@Nullable Map<String, Value> old, RowChange change) {
        Map<String, Value> row = new LinkedHashMap<>(change.values());
        for (String column : change.unchanged()) {
            Value value = old == null ? null : old.get(column);
            row.put(column, value == null ? Value.UNKNOWN : value);
        }
        return row;
    }

    /** Nothing is known of these tables any more, or nothing is in them. */
    void forget(Predicate<String> tables) {
        rows.keySet().removeIf(key -> tables.test(key.table()));
    }
}
