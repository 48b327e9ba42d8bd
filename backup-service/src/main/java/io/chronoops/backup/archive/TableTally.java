package io.chronoops.backup.archive;

import io.chronoops.backup.archive.Segment.TableChanges;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.Truncate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happens to each table. One entry a table, whatever the number of rows. */
public final class TableTally {
    private final Map<String, long[]> counts = new HashMap<>();
    private String schema = "";
    private String table = "";
    private long[] last = new long[0];

    /** Counts this event, if it changes rows. */
    public void take(ChangeEvent event) {
        Row row = event.getRow();
        Truncate truncate = event.getTruncate();
        if (row != null) {
            of(row.getSchema$(), row.getTable())[
                    switch (row.getOp()) {
                        case INSERT -> 0;
                        case UPDATE, UNKNOWN -> 1;
                        case DELETE -> 2;
                    }]++;
        } else if (truncate != null) {
            of(truncate.getSchema$(), truncate.getTable())[3]++;
        }
    }

    /** Rows of one table mostly come one after the other. */
    private long[] of(String nextSchema, String nextTable) {
        if (last.length == 0 || !table.equals(nextTable) || !schema.equals(nextSchema)) {
            schema = nextSchema;
            table = nextTable;
            last = counts.computeIfAbsent(schema + "." + table, _ -> new long[4]);
        }
        return last;
    }

    void add(TableTally more) {
        more.counts.forEach((name, added) -> {
            long[] sum = counts.computeIfAbsent(name, _ -> new long[added.length]);
            for (int i = 0; i < added.length; i++) {
                sum[i] += added[i];
            }
        });
    }

    /** Counts from nothing again. */
    public void clear() {
        counts.clear();
        last = new long[0];
    }

    /** What was counted, by schema.table. */
    public Map<String, TableChanges> byTable() {
        var tables = new TreeMap<String, TableChanges>();
        counts.forEach((name, sum) -> tables.put(name, new TableChanges(sum[0], sum[1], sum[2], sum[3])));
        return tables;
    }
}
