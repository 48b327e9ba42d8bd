package io.chronoops.monitor.analytics;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tracked table as it is in the database now.
 *
 * @param columns those of its tracked columns that exist and can be counted
 * @param truths which of them are booleans
 * @param leftOut the other tracked columns, each with the reason
 */
record Layout(TrackedTable table, List<String> columns, Set<String> truths, Map<String, String> leftOut) {
    /** The reason of a column that is not there (yet). */
    static final String ABSENT = "there is no such column";

    Layout {
        columns = List.copyOf(columns);
        truths = Set.copyOf(truths);
        leftOut = Map.copyOf(leftOut);
    }
}
