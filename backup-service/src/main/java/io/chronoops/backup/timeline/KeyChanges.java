package io.chronoops.backup.timeline;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which keys rows had under other names: joined over every change of a key, in both directions. */
final class KeyChanges {
    private final int most;
    private final Map<RowKey, Set<RowKey>> joined = new HashMap<>();
    private int seen;

    /** Refuses to remember more than so many. */
    KeyChanges(int most) {
        this.most = most;
    }

    void take(RowChange change) {
        RowKey before = change.before();
        RowKey after = change.after();
        if (before == null || after == null || before.equals(after)) {
            return;
        }
        if (++seen > most) {
            throw new OperationFailed(
                    Reason.TOO_LARGE,
                    "more than " + most + " keys of " + change.table() + " changed in that time",
                    "ask for a shorter time, or restore --before-xid into a database of its own");
        }
        joined.computeIfAbsent(before, _ -> new HashSet<>()).add(after);
        joined.computeIfAbsent(after, _ -> new HashSet<>()).add(before);
    }

    /** These keys and all that rows of theirs may have had. */
    Set<RowKey> related(Collection<RowKey> keys) {
        Set<RowKey> related = new HashSet<>(keys);
        Deque<RowKey> open = new ArrayDeque<>(related);
        while (!open.isEmpty()) {
            for (RowKey next : joined.getOrDefault(open.remove(), Set.of())) {
                if (related.add(next)) {
                    open.add(next);
                }
            }
        }
        return related;
    }
}
