package io.chronoops.monitor.probe.deadtuples;

import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import java.util.List;

/** What dashboards draw of each of the largest tables. */
final class TableMetrics {
    private static final List<String> COLUMNS =
            List.of("n_live_tup", "n_dead_tup", "seq_scan", "idx_scan", "n_tup_ins", "n_tup_upd", "n_tup_del");

    private TableMetrics() {}

    static void export(Findings findings, Row row) {
        for (String column : COLUMNS) {
            findings.gauge(
                    "pg_stat_user_tables_" + column,
                    "pg_stat_user_tables." + column + ".",
                    row.number(column),
                    "schemaname",
                    row.text("schemaname"),
                    "relname",
                    row.text("relname"));
        }
    }
}
