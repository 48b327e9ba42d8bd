package io.chronoops.monitor.tripwire;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalDouble;

/** About how many rows each table of one database had at the newest few looks. */
final class TableRows {
    private static final int LOOKS = 4;

    private final Deque<Look> looks = new ArrayDeque<>();

    /** One look, by the source's clock. Tables whose number of rows PostgreSQL does not know are not in it. */
    record Look(Instant at, Map<String, Double> rows) {}

    synchronized void looked(Look look) {
        looks.addLast(look);
        if (looks.size() > LOOKS) {
            looks.removeFirst();
        }
    }

    /** The number that was known before a moment; empty: nobody had looked, or PostgreSQL did not know either. */
    synchronized OptionalDouble before(Instant moment, String table) {
        for (Iterator<Look> newestFirst = looks.descendingIterator(); newestFirst.hasNext(); ) {
            Look look = newestFirst.next();
            if (look.at().isBefore(moment)) {
                Double rows = look.rows().get(table);
                return rows == null ? OptionalDouble.empty() : OptionalDouble.of(rows);
            }
        }
        return OptionalDouble.empty();
    }
}
