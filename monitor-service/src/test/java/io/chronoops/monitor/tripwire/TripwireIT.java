package io.chronoops.monitor.tripwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.chronoops.monitor.Breach;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Severity;
import io.chronoops.monitor.analytics.Capture;
import io.chronoops.monitor.running.Breaches;
import io.chronoops.monitor.running.MonitorProcess;
import io.chronoops.monitor.running.Registered;
import io.chronoops.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A transaction that takes too much is told once, with the way back, whatever happens to the monitor. */
class TripwireIT {
    private static final String DATABASE = "wired";
    private static final String[] LOW_THRESHOLD = {
        "--chronoops.tripwire.rows=99",
        "--chronoops.monitoring.rules.mass-change.clear-after=20s",
        "--chronoops.analytics.tables="
    };

    @AfterAll
    static void remove() {
        Registered.removed(DATABASE);
    }

    @Test
    void a_mass_change_is_told_once_with_the_way_back_and_clears_by_itself() throws Exception {
        Stack.shared().operated().createDatabase(DATABASE);
        for (String table : List.of("orders", "canary", "small")) {
            transaction("CREATE TABLE " + table + " (id int PRIMARY KEY, x text)");
            transaction("INSERT INTO " + table + " SELECT i, 'x' FROM generate_series(1, 1000) i");
        }
        transaction("ANALYZE");
        Registered.changeLog(DATABASE);
        Registered.database(DATABASE, DATABASE);
        try (var capture = new Capture(DATABASE, connect("admin_user"));
                var breaches = new Breaches()) {
            capture.makeSlot();
            capture.start();
            long deleted;
            long truncated;
            try (var monitor = MonitorProcess.start("", LOW_THRESHOLD)) {
                transaction("DELETE FROM canary"); // once it is told, the monitor follows
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> of("mass-change", "canary", breaches).size() == 1);
                transaction("DELETE FROM orders WHERE id <= 99");
                transaction("UPDATE orders SET x = 'y' WHERE id BETWEEN 201 AND 320");
                deleted = transaction("SELECT pg_logical_emit_message(true, 'chronoops.user', 'shop-web');"
                        + "DELETE FROM orders WHERE id > 500");
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> of("mass-change", "orders", breaches).size() == 1);
                capture.restart();
                monitor.kill();
            }
            truncated = transaction("TRUNCATE small");
            try (var killed = MonitorProcess.start("tripwire.before-commit", LOW_THRESHOLD)) {
                assertThat(killed.exit()).isEqualTo(137);
            }
            assertThat(breaches.of("mass-truncate", DATABASE)).isEmpty();

            try (var _ = MonitorProcess.start("", LOW_THRESHOLD)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !breaches.of("mass-truncate", DATABASE).isEmpty());
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> of("mass-change", "orders", breaches).size() == 2);
            }
            List<Breach> changes = of("mass-change", "orders", breaches);
            assertThat(changes).extracting(Breach::getKind).containsExactly(BreachKind.BREACHED, BreachKind.CLEARED);
            Breach told = changes.getFirst();
            assertThat(told.getSeverity()).isEqualTo(Severity.CRITICAL);
            assertThat(told.getSubject()).isEqualTo("public.orders by transaction " + deleted);
            assertThat(told.getSummary())
                    .startsWith("wired public.orders by transaction " + deleted
                            + ": rows deleted or updated at once 500, critical above 99");
            assertThat(told.getEvidence())
                    .contains("\"user\":\"shop-web\"", "chronoops undo --xid " + deleted, "--before-xid " + deleted);
            assertThat(breaches.of("mass-truncate", DATABASE))
                    .extracting(Breach::getKind, Breach::getSubject)
                    .containsExactly(tuple(BreachKind.BREACHED, "public.small by transaction " + truncated));
        }
    }

    private static List<Breach> of(String rule, String table, Breaches breaches) {
        return breaches.of(rule, DATABASE).stream()
                .filter(breach -> breach.getSubject().startsWith("public." + table))
                .toList();
    }

    /** Its 64-bit xid. */
    private static long transaction(String sql) throws SQLException {
        try (Connection connection = connect("admin_user");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            try (ResultSet row = statement.executeQuery("SELECT pg_current_xact_id()::text::bigint")) {
                row.next();
                long xid = row.getLong(1);
                connection.commit();
                return xid;
            }
        }
    }

    private static Connection connect(String role) throws SQLException {
        var operated = Stack.shared().operated();
        return DriverManager.getConnection(operated.jdbcUrl(DATABASE), role, operated.password(role));
    }
}
