package io.chronoops.endtoend.scraper;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Rows of scrape_pages by value, counted by SQL in a transaction that leaves a mark in the log and lets nobody write until
 * its commit: so these are the counts at the commit's LSN.
 *
 * @param counts column → value → rows
 */
public record MarkedCounts(String mark, long rows, Map<String, Map<String, Long>> counts) {
    public static final List<String> COLUMNS = List.of(
            "status",
            "filter_category",
            "domain_id",
            "priority_score",
            "is_manually_overridden",
            "can_be_manually_processed");

    /** Counts now. */
    public static MarkedCounts take(ScraperDatabase database) throws SQLException {
        String mark = UUID.randomUUID().toString();
        var counts = new TreeMap<String, Map<String, Long>>();
        long rows = 0;
        try (Connection connection = database.connect();
                var sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("LOCK TABLE scrape_pages IN SHARE MODE");
            try (var row = sql.executeQuery(query())) {
                while (row.next()) {
                    rows += row.getLong("rows");
                    for (int i = 0; i < COLUMNS.size(); i++) {
                        counts.computeIfAbsent(COLUMNS.get(i), _ -> new TreeMap<>())
                                .merge(row.getString(i + 1), row.getLong("rows"), Long::sum);
                    }
                }
            }
            sql.execute("SELECT pg_logical_emit_message(true, 'chronoops.analytics', 'mark:" + mark + "')");
            connection.commit();
        }
        return new MarkedCounts(mark, rows, counts);
    }

    private static String query() {
        String columns = String.join(
                ", ",
                COLUMNS.stream()
                        .map(column -> "coalesce(" + column + "::text, '(null)')")
                        .toList());
        return "SELECT " + columns + ", count(*) AS rows FROM scrape_pages GROUP BY 1, 2, 3, 4, 5, 6";
    }

    /** How many single counts there are. */
    public long values() {
        return counts.values().stream().mapToLong(Map::size).sum();
    }

    /** The first count that others see otherwise; empty where all agree. */
    public String difference(Map<String, Map<String, Long>> others) {
        for (String column : COLUMNS) {
            Map<String, Long> theirs = others.getOrDefault(column, Map.of());
            for (var value : counts.getOrDefault(column, Map.of()).entrySet()) {
                Long seen = theirs.getOrDefault(value.getKey(), 0L);
                if (!seen.equals(value.getValue())) {
                    return column + " " + value.getKey() + ": SQL " + value.getValue() + ", counted " + seen;
                }
            }
            for (String value : theirs.keySet()) {
                if (theirs.getOrDefault(value, 0L) > 0
                        && !counts.getOrDefault(column, Map.of()).containsKey(value)) {
                    return column + " " + value + ": SQL 0, counted " + theirs.get(value);
                }
            }
        }
        return "";
    }
}
