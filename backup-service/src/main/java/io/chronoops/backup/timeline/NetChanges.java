package io.chronoops.backup.timeline;

import io.chronoops.backup.timeline.DiffTimes.TableDiff;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.Truncate;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the changes between two moments come to, by key. A row whose key changed is one removed and one added; one that was
 * changed back counts as changed.
 */
final class NetChanges implements ReadTimeline.ChangeReader {
    private final Span span;
    private final ChosenTables tables;
    private final Identities identities;
    private final int most;
    private final Map<String, Net> nets = new TreeMap<>();
    private int keys;

    /** Refuses to remember more than so many keys. */
    NetChanges(Span span, ChosenTables tables, Identities identities, int most) {
        this.span = span;
        this.tables = tables;
        this.identities = identities;
        this.most = most;
    }

    /** Whether a row of this key was there before, and is now. */
    private static final class Keyed {
        private boolean before;
        private boolean after;
    }

    private static final class Net {
        private final Map<Long, Keyed> keys = new HashMap<>();
        private long unnamed;
        private boolean emptied;
    }

    @Override
    public boolean take(Commit commit, ChangeEvent event) {
        if (!span.holds(commit)) {
            return true;
        }
        Row row = event.getRow();
        Truncate truncate = event.getTruncate();
        if (row != null && tables.has(row.getSchema$(), row.getTable())) {
            String title = row.getSchema$() + "." + row.getTable();
            take(of(title), RowChange.of(row, identities.of(title).orElse(List.of())));
        } else if (truncate != null && tables.has(truncate.getSchema$(), truncate.getTable())) {
            Net net = of(truncate.getSchema$() + "." + truncate.getTable());
            keys -= net.keys.size();
            net.keys.clear();
            net.unnamed = 0;
            net.emptied = true;
        }
        return true;
    }

    private Net of(String title) {
        return nets.computeIfAbsent(title, _ -> new Net());
    }

    private void take(Net net, RowChange change) {
        RowKey before = change.before();
        RowKey after = change.after();
        if (before == null && after == null) {
            net.unnamed++; // an insert into a table of which the log has inserts only
            return;
        }
        if (before != null) {
            keyed(net, before, true).after = false;
        }
        if (after != null) {
            keyed(net, after, before != null && !change.movesKey()).after = true;
        }
    }

    private Keyed keyed(Net net, RowKey key, boolean wasThere) {
        return net.keys.computeIfAbsent(hash(key), _ -> {
            if (++keys > most) {
                throw new OperationFailed(
                        Reason.TOO_LARGE,
                        "more than " + most + " rows changed in that time",
                        "ask for a shorter time, or name fewer --tables");
            }
            var first = new Keyed();
            first.before = wasThere && !net.emptied;
            return first;
        });
    }

    /** 64 bits of the key: two of a million keys meet once in 30 million questions. */
    private static Long hash(RowKey key) {
        long hash = 0xcbf29ce484222325L;
        for (@Nullable String value : key.values()) {
            String text = value == null ? "\u0000" : value;
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            }
            hash = (hash ^ 0x1f) * 0x100000001b3L;
        }
        return hash ^ (hash >>> 32) * 0x9e3779b97f4a7c15L;
    }

    List<TableDiff> diffs() {
        return nets.entrySet().stream()
                .map(one -> diff(one.getKey(), one.getValue()))
                .toList();
    }

    private static TableDiff diff(String table, Net net) {
        long added = net.unnamed;
        long removed = 0;
        long changed = 0;
        for (Keyed key : net.keys.values()) {
            added += !key.before && key.after ? 1 : 0;
            removed += key.before && !key.after ? 1 : 0;
            changed += key.before && key.after ? 1 : 0;
        }
        return new TableDiff(table, added, removed, changed, net.emptied);
    }
}
