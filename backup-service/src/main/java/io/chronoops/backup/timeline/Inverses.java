package io.chronoops.backup.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out what undoes a transaction, from what its rows were before it. */
final class Inverses {
    private final List<Inverse> inverses = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final Function<String, Set<String>> columns;

    /** columns: all of a table, as far as a base tells; else none. */
    private Inverses(Function<String, Set<String>> columns) {
        this.columns = columns;
    }

    /** Of these changes; states: what was before the first of them, and is after the last one afterwards. */
    static Inverses of(List<RowChange> changes, RowStates states, Function<String, Set<String>> columns) {
        var inverses = new Inverses(columns);
        for (RowChange change : changes) {
            inverses.take(change, states);
            states.apply(change);
        }
        return inverses;
    }

    /** In the transaction's own order. */
    List<Inverse> inOrder() {
        return inverses;
    }

    /** Rows whose former values are not known, with the columns; empty: all is known. */
    List<String> missing() {
        return missing;
    }

    private void take(RowChange change, RowStates states) {
        switch (change.op()) {
            case INSERT -> inverses.add(new Inverse.Goes(change, change.values()));
            case UPDATE -> updated(change, former(change, states));
            case DELETE -> deleted(change, former(change, states));
            case UNKNOWN -> missing.add("a change of " + change.table() + " is of a kind that a newer version wrote");
        }
    }

    private void updated(RowChange change, Map<String, Value> former) {
        Map<String, Value> set = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        change.values().forEach((column, value) -> {
            Value was = former.get(column);
            if (was == null || !was.isKnown()) {
                unknown.add(column);
            } else if (!was.equals(value)) {
                set.put(column, was);
            }
        });
        if (!unknown.isEmpty()) {
            lacks(change, String.join(", ", unknown));
        } else if (!set.isEmpty()) {
            inverses.add(new Inverse.WasSo(change, RowStates.merged(former, change), set));
        }
    }

    private void deleted(RowChange change, Map<String, Value> former) {
        RowKey key = change.before();
        String unknown = former.entrySet().stream()
                .filter(one -> !one.getValue().isKnown())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        Set<String> all = columns.apply(change.table());
        boolean onlyTheKey = key != null && former.size() == key.columns().size();
        if (!unknown.isEmpty()) {
            lacks(change, unknown);
        } else if (onlyTheKey
                && !(all.size() == former.size() && former.keySet().containsAll(all))) {
            lacks(change, "all but its identity");
        } else {
            inverses.add(new Inverse.ComesBack(change, former));
        }
    }

    private void lacks(RowChange change, String what) {
        RowKey key = change.before();
        missing.add("row " + (key == null ? "?" : key.text()) + " of " + change.table() + ": " + what);
    }

    /** What is known of the row before the change: its identity at the least. */
    private static Map<String, Value> former(RowChange change, RowStates states) {
        RowKey key = change.before();
        Map<String, Value> former = new LinkedHashMap<>();
        if (key != null) {
            @Nullable Map<String, Value> state = states.get(key);
            if (state != null) {
                former.putAll(state);
            }
            for (int i = 0; i < key.columns().size(); i++) {
                former.put(key.columns().get(i), Value.of(key.values().get(i)));
            }
        }
        return former;
    }
}
