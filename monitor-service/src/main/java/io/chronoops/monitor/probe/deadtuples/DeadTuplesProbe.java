package io.chronoops.monitor.probe.deadtuples;

import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import io.chronoops.monitor.reading.Cause;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Judges tables of a megabyte and more. Column widths come from the view chronoops.column_width where that was
 * prepared (it shows widths, no values), else from pg_stats, which shows only tables that the role may SELECT from.
 */
@Component
final class DeadTuplesProbe implements DatabaseProbe {
    private static final int WORTH_PAGES = 128;
    private static final int NAMED = 10;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String PREPARED = "SELECT to_regclass('chronoops.column_width') IS NOT NULL AS prepared";
    private static final String FROM_VIEW =
            "SELECT relid, null_frac, width FROM chronoops.column_width WHERE NOT inherited";
    private static final String FROM_STATISTICS = """
            SELECT c.oid AS relid, s.null_frac, s.avg_width AS width FROM pg_stats s
            JOIN pg_namespace n ON n.nspname = s.schemaname JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
            WHERE NOT s.inherited
            """;

    @Override
    public String name() {
        return "dead-tuples";
    }

    @Override
    public Looking open(String database) {
        return DeadTuplesProbe::look;
    }

    private static Sighting look(Session session) throws SQLException {
        boolean prepared = session.row(PREPARED).flag("prepared");
        List<Row> rows = session.rows(tables(prepared ? FROM_VIEW : FROM_STATISTICS));
        var findings = new Findings();
        rows.forEach(row -> TableMetrics.export(findings, row));
        List<Row> worth = rows.stream()
                .filter(row -> row.whole("relpages") >= WORTH_PAGES)
                .toList();
        List<TablePages> tables = new ArrayList<>();
        for (Row row : worth) {
            tables.add(counted(session, row));
        }
        List<String> uncovered = tables.stream()
                .filter(table -> !table.isCovered())
                .map(TablePages::name)
                .toList();
        boolean forbidden = !prepared && worth.stream().noneMatch(row -> row.flag("readable"));
        if (forbidden && !uncovered.isEmpty() && uncovered.size() == worth.size()) {
            return noWidths(session, uncovered);
        }
        tables.stream().filter(TablePages::isCovered).forEach(table -> sample(findings, table));
        return findings.sample(
                        "tables_not_covered",
                        uncovered.size(),
                        "count",
                        Map.of("tables", uncovered.stream().limit(NAMED).toList()))
                .seen();
    }

    /** Asks for the real size of a table only where it must: that waits for whoever holds the table. */
    private static TablePages counted(Session session, Row row) throws SQLException {
        TablePages table = TablePages.of(row);
        if (!table.isCovered() || !table.contradictsItself()) {
            return table;
        }
        try {
            String size =
                    "SELECT pg_relation_size(" + row.whole("relid") + ") / " + row.whole("block_size") + " AS pages";
            return table.withPages(session.row(size).number("pages"));
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return table.withPages(0); // not covered as long as somebody holds it
            }
            throw e;
        }
    }

    private static Blind noWidths(Session session, List<String> tables) {
        return new Blind(
                Cause.NOT_PRIVILEGED,
                "role " + session.role() + " sees no column widths of " + tables.size() + " tables, "
                        + tables.getFirst() + " among them, and the counters alone are not to be trusted",
                "prepare the database again: chronoops databases prepare (its part for this is sql/prepare-monitoring.sql)");
    }

    private static void sample(Findings findings, TablePages table) {
        findings.sample(
                "dead_tuple_ratio",
                table.name(),
                table.ratio(),
                "ratio",
                Map.of(
                        "live", (long) table.live(),
                        "dead", (long) table.dead(),
                        "byCounters", table.byCounters(),
                        "byPages", table.byPages(),
                        "pages", (long) table.pages(),
                        "neededPages", (long) table.neededPages()));
    }

    private static String tables(String widths) {
        return """
            WITH w AS (SELECT relid, count(*) AS widths, sum((1 - null_frac) * width) AS width, bool_or(null_frac > 0) AS has_nulls
                       FROM (%s) source GROUP BY relid)
            SELECT s.schemaname || '.' || s.relname AS name, s.relid::bigint AS relid, s.schemaname, s.relname, s.n_live_tup, s.n_dead_tup, s.seq_scan,
                   s.idx_scan, s.n_tup_ins, s.n_tup_upd, s.n_tup_del, c.reltuples, c.relpages,
                   (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
                   coalesce(w.widths, 0) AS widths, w.width::float8 AS width, coalesce(w.has_nulls, false) AS has_nulls,
                   coalesce((SELECT option_value::int FROM pg_options_to_table(c.reloptions) WHERE option_name = 'fillfactor'), 100)
                     AS fill_factor,
                   current_setting('block_size')::int AS block_size, has_table_privilege(c.oid, 'SELECT') AS readable
            FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid LEFT JOIN w ON w.relid = c.oid
            WHERE c.relkind IN ('r', 'm') AND s.schemaname <> 'chronoops'
            ORDER BY c.relpages DESC, c.oid LIMIT 200
            """.formatted(widths);
    }
}
