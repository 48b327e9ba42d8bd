package io.chronoops.monitor.analytics;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A PostgreSQL snapshot with 64-bit xids: decides which transactions a load already contains.
 *
 * @param xmin the oldest xid still running when it was taken
 * @param xmax the first xid not yet assigned
 * @param running xids in between that were running
 */
record Snapshot(long xmin, long xmax, Set<Long> running) {
    /** Reads PostgreSQL's own text form, {@code xmin:xmax:xip,xip}. */
    static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("\"" + text + "\" is no snapshot: expected xmin:xmax:xip,xip");
        }
        Set<Long> running = parts[2].isEmpty()
                ? Set.of()
                : Arrays.stream(parts[2].split(",")).map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /** Whether what this transaction committed is part of the snapshot. */
    boolean sees(long xid) {
        return xid < xmin || (xid < xmax && !running.contains(xid));
    }
}
