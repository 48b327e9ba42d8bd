package io.chronoops.monitor.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chronoops.monitor.running.Registered;
import io.chronoops.monitor.running.RunningMonitor;
import io.chronoops.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The counts are those of SQL at one LSN: rows from before the capture, transactions open at the snapshot, under load. */
class AnalyticsIT {
    private static final int ROWS = 200_000;
    private static final String DATABASE = "counted";
    private static final String DDL =
            "{\"tag\":\"ALTER TABLE\",\"objects\":[{\"type\":\"table\",\"schema\":\"public\",\"table\":\"scrape_pages\"}]}";

    @AfterAll
    static void remove() {
        Registered.removed(DATABASE);
    }

    @Test
    void the_counts_are_those_of_sql_at_one_lsn_under_load_and_after_every_accident() throws Exception {
        Stack.shared().operated().createDatabase(DATABASE);
        run(
                "chrono_scraper",
                "CREATE TABLE scrape_pages (id serial PRIMARY KEY, domain_id int, status varchar(20), title text)",
                "INSERT INTO scrape_pages (domain_id, status, title) SELECT g % 50, CASE g % 3 WHEN 0 THEN 'pending'"
                        + " WHEN 1 THEN 'completed' ELSE NULL END, 'page ' || g FROM generate_series(1, " + ROWS
                        + ") g",
                "GRANT SELECT (id, status, domain_id) ON scrape_pages TO monitoring_user");
        Registered.changeLog(DATABASE);
        Registered.database(DATABASE, DATABASE);
        try (var capture = new Capture(DATABASE, connect("admin_user"))) {
            capture.makeSlot();
            capture.start();
            try (var _ = new Writers(() -> connect("chrono_scraper"), ROWS)) {
                try (Connection open = connect("chrono_scraper");
                        var monitor = RunningMonitor.start()) {
                    open.setAutoCommit(false);
                    insert(open, "open at the snapshot");
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> monitor.get("/api/v1/databases/counted/analytics", "viewer")
                                            .status()
                                    == 200);
                    insert(open, "open at the snapshot");
                    open.commit();
                    assertThat(counts(monitor)
                                    .path("counts")
                                    .path("status")
                                    .path("open at the snapshot")
                                    .asInt())
                            .as("two rows of a transaction that the snapshot did not see")
                            .isEqualTo(2);

                    capture.restart();
                    compare(monitor);
                    widen();
                    JsonNode widened = compare(monitor);
                    assertThat(widened.path("counts")
                                    .path("priority_score")
                                    .path("5")
                                    .asInt())
                            .isPositive();
                    assertThat(widened.path("leftOut").path("filter_category").asString())
                            .isEqualTo("there is no such column");
                    capture.restart();
                    compare(monitor);
                    run("chrono_scraper", "TRUNCATE scrape_pages");
                    compare(monitor);
                    waitForAnLsn(monitor);
                }
                try (var monitor = RunningMonitor.start()) {
                    compare(monitor);
                }
            }
        }
    }

    /** As a migration does it; the message is what the event trigger of a prepared database writes. */
    private static void widen() throws SQLException {
        try (Connection connection = connect("admin_user");
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("ALTER TABLE scrape_pages ADD priority_score int DEFAULT 5,"
                    + " ADD is_manually_overridden boolean NOT NULL DEFAULT false");
            sql.execute("GRANT SELECT (priority_score, is_manually_overridden) ON scrape_pages TO monitoring_user");
            sql.execute("SELECT pg_logical_emit_message(true, 'chronoops.ddl', '" + DDL + "')");
            connection.commit();
        }
    }

    private static void waitForAnLsn(RunningMonitor monitor) throws Exception {
        String lsn = query("SELECT pg_current_wal_insert_lsn()::text");

        JsonNode reached =
                monitor.json("/api/v1/databases/counted/analytics?timeout=30s&waitForLsn=" + lsn.replace("/", "%2F"));

        assertThat(Lsn.parse(reached.path("lsn").asString())).isGreaterThanOrEqualTo(Lsn.parse(lsn));
        assertThat(reached.path("exact").asBoolean()).isTrue();
        assertThat(monitor.get("/api/v1/databases/counted/analytics?timeout=100ms&lsn=FFFF%2F0", "viewer")
                        .status())
                .isEqualTo(503);
    }

    private static JsonNode compare(RunningMonitor monitor) throws Exception {
        return counts(monitor);
    }

    /** Counts by SQL and by the monitor at the same commit; marks made while the monitor loads are made again. */
    private static JsonNode counts(RunningMonitor monitor) throws Exception {
        for (int attempt = 0; attempt < 30; attempt++) {
            String mark = UUID.randomUUID().toString();
            Map<String, Map<String, Long>> expected = countBySql(mark);
            var answer = monitor.get("/api/v1/databases/counted/analytics/marks/" + mark + "?timeout=30s", "viewer");
            if (answer.status() == 200) {
                JsonNode counted = JsonMapper.shared().readTree(answer.body());
                expected.forEach((column, byValue) -> assertThat(byValue(counted, column))
                        .as(column + " at " + counted.path("lsn").asString())
                        .isEqualTo(byValue));
                assertThat(counted.path("counts").propertyNames())
                        .containsExactlyInAnyOrderElementsOf(expected.keySet());
                return counted;
            }
            // 503: it loads; 404: the mark fell into a load, so that no log tells of it
            assertThat(answer.status()).as(answer.body()).isIn(503, 404);
        }
        throw new AssertionError("never exact");
    }

    private static Map<String, Long> byValue(JsonNode counted, String column) {
        Map<String, Long> byValue = new TreeMap<>();
        counted.path("counts").path(column).forEachEntry((value, rows) -> byValue.put(value, rows.asLong()));
        return byValue;
    }

    private static Map<String, Map<String, Long>> countBySql(String mark) throws SQLException {
        try (Connection connection = connect("chrono_scraper");
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("LOCK TABLE scrape_pages IN SHARE MODE");
            sql.execute("SELECT pg_logical_emit_message(true, 'chronoops.analytics', 'mark:" + mark + "')");
            Map<String, Map<String, Long>> counts = new TreeMap<>();
            for (String column : columns(sql)) {
                Map<String, Long> byValue = new TreeMap<>();
                try (ResultSet row = sql.executeQuery("SELECT coalesce(" + column
                        + "::text, '(null)') AS value, count(*) AS rows FROM scrape_pages GROUP BY 1")) {
                    while (row.next()) {
                        byValue.put(row.getString("value"), row.getLong("rows"));
                    }
                }
                counts.put(column, byValue);
            }
            connection.commit();
            return counts;
        }
    }

    private static List<String> columns(Statement sql) throws SQLException {
        var columns = new ArrayList<String>();
        try (ResultSet row =
                sql.executeQuery("SELECT attname FROM pg_attribute WHERE attrelid = 'scrape_pages'::regclass"
                        + " AND attnum > 0 AND attname NOT IN ('id', 'title')")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    private static void insert(Connection connection, String status) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("INSERT INTO scrape_pages (domain_id, status) VALUES (1, '" + status + "')");
        }
    }

    private static String query(String text) throws SQLException {
        try (Connection connection = connect("admin_user");
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(text)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(String role, String... statements) throws SQLException {
        try (Connection connection = connect(role);
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private static Connection connect(String role) throws SQLException {
        var operated = Stack.shared().operated();
        return DriverManager.getConnection(operated.jdbcUrl(DATABASE), role, operated.password(role));
    }
}
