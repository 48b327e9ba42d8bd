package io.chronoops.backup.timeline;

import io.chronoops.cdc.RowOp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that is another at the end of a time than at its begin.
 *
 * @param before its identity at the begin; null: it was not there
 * @param after its identity at the end; null: it is gone
 * @param last place of the last change of it among all in that time
 */
record NetRow(
        String table,
        String quoted,
        @Nullable RowKey before,
        @Nullable RowKey after,
        Map<String, Value> then,
        Map<String, Value> now,
        long last) {
    /** What makes it again what it was at the begin. */
    Inverse back() {
        return inverse(before, then, after, now);
    }

    /** The same, whatever has become of the row since: if its key is the same, all of it is set. */
    Inverse backWhatever() {
        return before != null && (after == null || after.equals(before))
                ? new Inverse.ComesBack(new RowChange(table, quoted, RowOp.DELETE, before, null, then, List.of()), then)
                : back();
    }

    /** What makes it what it is at the end. */
    Inverse forth() {
        return inverse(after, now, before, then);
    }

    private Inverse inverse(
            @Nullable RowKey wantedKey,
            Map<String, Value> wanted,
            @Nullable RowKey presentKey,
            Map<String, Value> present) {
        var change = new RowChange(table, quoted, RowOp.UPDATE, wantedKey, presentKey, present, List.of());
        if (presentKey == null) {
            return new Inverse.ComesBack(change, wanted);
        }
        if (wantedKey == null) {
            return new Inverse.Goes(change, present);
        }
        Map<String, Value> set = new LinkedHashMap<>();
        wanted.forEach((column, value) -> {
            if (!value.equals(present.get(column))) {
                set.put(column, value);
            }
        });
        return new Inverse.WasSo(change, present, set);
    }
}
