package io.chronoops.backup.timeline;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of which rows a condition in SQL holds. */
@FunctionalInterface
public interface Conditions {
    /**
     * Numbers of those for which it holds, from 0; refuses a condition that is none with PostgreSQL's own message.
     *
     * @param rows column to value as text, all of one table
     */
    Set<Integer> holding(String schema, String table, Iterable<Map<String, @Nullable String>> rows, String condition);
}
