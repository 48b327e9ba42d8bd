package io.chronoops.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.chronoops.monitor.running.Breaches;
import io.chronoops.monitor.running.Registered;
import io.chronoops.monitor.running.RunningMonitor;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole monitor on real parts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitorIT {
    private static RunningMonitor monitor;
    private static Breaches breaches;

    @BeforeAll
    static void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        Registered.database("shop", "shop");
        monitor = RunningMonitor.start();
        breaches = new Breaches();
    }

    @AfterAll
    static void stop() {
        breaches.close();
        monitor.close();
        Registered.removed("shop");
        Awaitility.reset();
    }

    @Test
    @Order(1)
    void a_healthy_database_reports_every_rule() {
        await().untilAsserted(() -> {
            var health = monitor.json("/api/v1/databases/shop/health");

            assertThat(health.path("overall").asString()).isIn("ok", "warning");
            assertThat(health.path("rules").findValuesAsString("rule"))
                    .contains("connections", "database-down", "disk-used", "slot-lag", "cache-hit");
        });
    }

    @Test
    @Order(2)
    void exhausted_connections_become_a_breach_with_frozen_evidence_and_clear_when_they_are_free() throws Exception {
        List<Connection> all = new ArrayList<>();

        await().until(() -> {
            exhaust(all); // a session that was just closing has left its place since
            return breaches.of("connections", "shop").stream()
                    .anyMatch(breach -> breach.getSeverity() == Severity.CRITICAL);
        });
        assertThat(breaches.of("connections", "shop").getFirst().getKind()).isEqualTo(BreachKind.BREACHED);
        Breach breach = breaches.of("connections", "shop").getLast();
        assertThat(breach.getSummary()).startsWith("shop: connections in use 10");
        assertThat(breach.getEvidence()).contains("\"usable\":97", "chrono_scraper");
        assertThat(monitor.json("/api/v1/breaches").findValuesAsString("rule")).contains("connections");
        assertThat(monitor.json("/api/v1/databases/shop/health").path("overall").asString())
                .isEqualTo("critical");
        assertThat(metrics())
                .contains(
                        "chronoops_breach_active{database=\"shop\",rule=\"connections\",severity=\"critical\",subject=\"\"} 1");

        for (Connection connection : all) {
            connection.close();
        }
        await().until(() -> breaches.of("connections", "shop").getLast().getKind() == BreachKind.CLEARED);
    }

    @Test
    @Order(3)
    void a_database_that_is_killed_is_one_breach_not_one_a_probe() {
        Stack.shared().operated().kill();
        await().until(() -> breaches.of("database-down", "shop").size() == 1);
        assertThat(metricsOrNothing()).contains("pg_up{database=\"shop\"} 0");
        Stack.shared().operated().start();
        await().until(() -> breaches.of("database-down", "shop").size() == 2);

        assertThat(breaches.of("database-down", "shop"))
                .extracting(Breach::getKind, Breach::getSeverity)
                .containsExactly(
                        tuple(BreachKind.BREACHED, Severity.CRITICAL), tuple(BreachKind.CLEARED, Severity.CRITICAL));
        assertThat(breaches.of("sight-of-connections", "shop")).isEmpty();
        await().untilAsserted(() -> assertThat(breaches.of("sight-of-up", "shop"))
                .extracting(Breach::getKind)
                .containsExactly(BreachKind.RESET));
    }

    @Test
    @Order(4)
    void a_role_that_loses_its_rights_is_told_as_blind() throws SQLException {
        superuser("REVOKE pg_monitor FROM monitoring_user");
        await().until(() -> !breaches.of("sight-of-connections", "shop").isEmpty());
        superuser("GRANT pg_monitor TO monitoring_user");
        await().until(() -> breaches.of("sight-of-connections", "shop").size() == 2);

        Breach blind = breaches.of("sight-of-connections", "shop").getFirst();
        assertThat(blind.getKind()).isEqualTo(BreachKind.BLIND);
        assertThat(blind.getSummary()).contains("GRANT pg_monitor TO monitoring_user");
    }

    @Test
    @Order(5)
    void every_metric_that_the_overview_dashboard_draws_has_data() {
        await().untilAsserted(() -> assertThat(metrics())
                .contains(
                        "pg_up{database=\"shop\"} 1",
                        "pg_settings_max_connections{database=\"shop\"} 100",
                        "pg_stat_database_xact_commit{database=\"shop\",datname=\"shop\"}",
                        "pg_stat_database_blks_hit{",
                        "pg_stat_database_numbackends{",
                        "pg_stat_activity_count{",
                        "pg_stat_activity_max_tx_duration{",
                        "pg_database_size_bytes{database=\"shop\",datname=\"shop\"}",
                        "pg_replication_lag_seconds{database=\"shop\"} 0",
                        "pg_replication_is_replica{",
                        "pg_locks_count{",
                        "pg_static{",
                        "pg_postmaster_start_time_seconds{",
                        "pg_stat_bgwriter_buffers_alloc_total{",
                        "chronoops_host_memory_available_bytes{",
                        "chronoops_host_cpu_ratio{",
                        "chronoops_host_filesystem_avail_bytes{",
                        "process_cpu_seconds_total{",
                        "process_resident_memory_bytes{",
                        "chronoops_probe_up{database=\"shop\",probe=\"connections\"} 1",
                        "chronoops_probe_seconds{",
                        "chronoops_breaches_total{",
                        "chronoops_sample{"));
    }

    @Test
    @Order(6)
    void what_is_asked_without_a_token_or_of_nobody_is_refused() throws Exception {
        assertThat(monitor.get("/api/v1/breaches", "").status()).isEqualTo(401);
        assertThat(monitor.get("/actuator/prometheus", "").status()).isEqualTo(401);
        assertThat(monitor.get("/actuator/health", "").status()).isEqualTo(200);
        assertThat(monitor.get("/api/v1/databases/nobody/health", "viewer").status())
                .isEqualTo(404);
        assertThat(monitor.json("/api/v1/databases/shop/stats").path("readings").size())
                .isGreaterThan(10);
        assertThat(monitor.json("/api/v1/databases/shop/replication")
                        .path("readings")
                        .findValuesAsString("probe"))
                .containsExactlyInAnyOrder("replication", "slots");
    }

    @Test
    @Order(7)
    void a_database_that_is_removed_leaves_nothing_behind() {
        Registered.database("gone", "gone");
        await().until(() -> metrics().contains("pg_up{database=\"gone\"} 1"));

        Registered.removed("gone");

        await().until(() -> !metrics().contains("database=\"gone\""));
        assertThat(breaches.of("sight-of-up", "gone")).isEmpty();
    }

    private static void exhaust(List<Connection> all) {
        Stack stack = Stack.shared();
        try {
            while (true) {
                all.add(DriverManager.getConnection(
                        stack.operated().jdbcUrl("shop"),
                        "chrono_scraper",
                        stack.operated().password("chrono_scraper")));
            }
        } catch (SQLException _) {
            // all are in use
        }
    }

    private static void superuser(String statement) throws SQLException {
        var operated = Stack.shared().operated();
        try (Connection connection = DriverManager.getConnection(
                        operated.jdbcUrl("shop"), operated.superuser(), operated.password(operated.superuser()));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static String metrics() throws IOException, InterruptedException {
        return monitor.get("/actuator/prometheus", "viewer").body();
    }

    private static String metricsOrNothing() {
        try {
            return metrics();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
