package io.chronoops.monitor.analytics;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** All counted tables of a database as they were at one LSN; a copy. */
record CountsView(long lsn, List<Counts> tables) {
    static CountsView of(String database, LiveCounts live) {
        Instant at = live.at();
        return new CountsView(
                live.lsn(),
                live.tables().stream()
                        .map(table -> new Counts(
                                database,
                                Lsn.text(live.lsn()),
                                at,
                                live.isExact(),
                                table.layout().table().shortName(),
                                table.size(),
                                table.counts(),
                                table.layout().leftOut()))
                        .toList());
    }

    /** The table asked for; where none is named, the only one. */
    Counts table(String name) {
        if (name.isEmpty() && tables.size() == 1) {
            return tables.getFirst();
        }
        return tables.stream()
                .filter(table -> table.table().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotCounted(
                        "table " + (name.isEmpty() ? "(none named)" : name) + " is not counted here; counted are "
                                + tables.stream().map(Counts::table).collect(Collectors.toList())));
    }
}
