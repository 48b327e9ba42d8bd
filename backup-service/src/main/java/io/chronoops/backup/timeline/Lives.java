package io.chronoops.backup.timeline;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.Truncate;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the rows of one table from the begin of a time to its end, over changes of their keys. Rows that are equal in all
 * of a key are taken one for another.
 */
final class Lives {
    private static final int MOST_ROWS = 50_000;
    private static final long MOST_CHARACTERS = 64L << 20;

    private final String table;
    private final List<String> identity;
    private final Map<RowKey, Deque<Life>> living = new HashMap<>();
    private final List<Life> ended = new ArrayList<>();
    private String quoted = "";
    private int rows;
    private long characters;
    private long events;

    Lives(String table, List<String> identity) {
        this.table = table;
        this.identity = identity;
    }

    /** One row: where it came from, what it became. */
    static final class Life {
        private final @Nullable RowKey origin;
        private @Nullable RowKey current;
        private Map<String, Value> row = Map.of();
        private long last;

        private Life(@Nullable RowKey origin) {
            this.origin = origin;
        }

        @Nullable
        RowKey origin() {
            return origin;
        }

        @Nullable
        RowKey current() {
            return current;
        }

        long last() {
            return last;
        }

        /** What it was at the begin; a row that is named by all of its columns is told by its name. */
        Map<String, Value> then(RowStates states, Set<String> columns) {
            if (origin == null) {
                return Map.of();
            }
            Map<String, Value> known = states.get(origin);
            if (known != null) {
                return known;
            }
            Map<String, Value> key = new LinkedHashMap<>();
            for (int i = 0; i < origin.columns().size(); i++) {
                key.put(origin.columns().get(i), Value.of(origin.values().get(i)));
            }
            for (String column : columns.isEmpty() ? row.keySet() : columns) {
                key.putIfAbsent(column, Value.UNKNOWN);
            }
            if (columns.isEmpty() && row.isEmpty()) {
                key.put("", Value.UNKNOWN); // nothing tells which columns there are
            }
            return key;
        }

        /** What it is at the end. */
        Map<String, Value> now(Map<String, Value> then) {
            if (current == null) {
                return Map.of();
            }
            Map<String, Value> now = new LinkedHashMap<>(row);
            now.replaceAll((column, value) -> value.isKnown() ? value : then.getOrDefault(column, value));
            return now;
        }
    }

    String table() {
        return table;
    }

    String quoted() {
        return quoted;
    }

    /** All events of the time come here, those of other tables too: they count for the order over tables. */
    boolean take(Commit commit, ChangeEvent event) {
        events++;
        Row row = event.getRow();
        Truncate truncate = event.getTruncate();
        if (row != null && (row.getSchema$() + "." + row.getTable()).equals(table)) {
            quoted = Identifier.quote(row.getSchema$(), row.getTable());
            take(RowChange.of(row, identity));
        } else if (truncate != null && (truncate.getSchema$() + "." + truncate.getTable()).equals(table)) {
            throw refused(commit, "emptied by TRUNCATE, which does not tell the rows");
        } else if (Shapes.touched(event).test(table)) {
            throw refused(commit, "changed in its shape");
        }
        return true;
    }

    private void take(RowChange change) {
        RowKey before = change.before();
        RowKey after = change.after();
        if (before == null && after == null) {
            throw new OperationFailed(
                    Reason.NOT_COVERED,
                    "a change of " + table + " does not name its row by " + String.join(", ", identity),
                    "choose a moment after it");
        }
        Life life = before == null ? counted(new Life(null)) : leave(before);
        characters -= length(life.row);
        life.row = after == null ? Map.of() : RowStates.merged(life.row, change);
        characters += length(life.row);
        life.current = after;
        life.last = events;
        if (after == null) {
            ended.add(life);
        } else {
            living.computeIfAbsent(after, _ -> new ArrayDeque<>()).push(life);
        }
        if (rows > MOST_ROWS || characters > MOST_CHARACTERS) {
            throw new OperationFailed(
                    Reason.TOO_LARGE,
                    "more than " + MOST_ROWS + " rows or " + (MOST_CHARACTERS >> 20) + " MB of " + table
                            + " changed in that time",
                    "name a later moment; or chronoops restore --tables " + table
                            + " --where … --into-schema NAME, and take the rows from there");
        }
    }

    private Life counted(Life life) {
        rows++;
        return life;
    }

    private Life leave(RowKey before) {
        Deque<Life> there = living.get(before);
        if (there == null) {
            return counted(new Life(before));
        }
        Life life = there.pop();
        if (there.isEmpty()) {
            living.remove(before);
        }
        return life;
    }

    private static long length(Map<String, Value> row) {
        long length = 0;
        for (Value value : row.values()) {
            length += value.text() == null ? 0 : value.text().length();
        }
        return length;
    }

    private OperationFailed refused(Commit commit, String what) {
        return new OperationFailed(
                Reason.NOT_COVERED,
                table + " was " + what + " by transaction " + commit.xid() + " at " + commit.at()
                        + ": its rows cannot be followed over that",
                "name a moment after it; or chronoops restore --before-xid " + commit.xid() + " --tables " + table
                        + " --into-schema NAME, and take the rows from there");
    }

    /** A row that went and one that came with the same key are one that changed. */
    List<Life> all() {
        List<Life> all = new ArrayList<>();
        for (Life gone : ended) {
            if (gone.origin == null) {
                continue;
            }
            Deque<Life> there = living.getOrDefault(gone.origin, new ArrayDeque<>());
            Life come = null;
            for (Iterator<Life> each = there.iterator(); come == null && each.hasNext(); ) {
                Life one = each.next();
                if (one.origin == null) {
                    come = one;
                    each.remove();
                }
            }
            if (come != null) {
                gone.current = come.current;
                gone.row = come.row;
                gone.last = Math.max(gone.last, come.last);
            }
            all.add(gone);
        }
        living.values().forEach(all::addAll);
        return all;
    }
}
