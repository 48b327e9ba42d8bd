package io.chronoops.backup.postgres;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A PostgreSQL snapshot with 64-bit xids: decides which transactions a base contains.
 *
 * @param xmin the oldest xid still running when it was taken
 * @param xmax the first xid not yet assigned
 * @param running xids in between that were running
 */
public record Snapshot(long xmin, long xmax, SortedSet<Long> running) {
    /** Reads PostgreSQL's own text form, {@code xmin:xmax:xip,xip}. */
    public static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("\"" + text + "\" is no snapshot: expected xmin:xmax:xip,xip");
        }
        SortedSet<Long> running = parts[2].isEmpty()
                ? new TreeSet<>()
                : Arrays.stream(parts[2].split(",")).map(Long::valueOf).collect(Collectors.toCollection(TreeSet::new));
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /** Whether what this transaction committed is part of the snapshot. */
    public boolean sees(long xid) {
        return xid < xmin || (xid < xmax && !running.contains(xid));
    }

    /** PostgreSQL's own text form. */
    public String text() {
        return xmin + ":" + xmax + ":" + running.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
