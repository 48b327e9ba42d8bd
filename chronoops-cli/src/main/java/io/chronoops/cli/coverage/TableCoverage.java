package io.chronoops.cli.coverage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The moments to which one table can be restored. */
record TableCoverage(
        String table, List<Interval> intervals, @Nullable String note) {

    /** Any moment between these; endedBy null: it goes on growing. */
    record Interval(
            Instant from,
            Instant until,
            String baseId,
            @Nullable String endedBy) {}
}
