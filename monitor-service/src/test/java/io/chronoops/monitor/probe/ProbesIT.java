package io.chronoops.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.chronoops.monitor.reading.Cause;
import io.chronoops.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each probe sees what was planted in a real database. */
class ProbesIT {
    private static final String OWNER = "chrono_scraper";
    private static final String SUPERUSER = "admin_user";
    private static final double USABLE = 97;
    private static LookAt at;

    @BeforeAll
    static void open() {
        at = LookAt.database("probed");
    }

    @AfterAll
    static void close() throws SQLException {
        at.close();
    }

    @Test
    void a_database_that_answers_is_up() {
        assertThat(at.value("up", "up", "")).isEqualTo(1);
        assertThat(at.exported("up", "pg_up", "")).isEqualTo(1);
    }

    @Test
    void a_database_that_does_not_answer_is_down_and_the_other_probes_are_blind_about_it() throws SQLException {
        try (var nowhere = LookAt.port(1)) {
            assertThat(nowhere.value("up", "up", "")).isZero();
            assertThat(nowhere.blind("connections").cause()).isEqualTo(Cause.UNREACHABLE);
        }
    }

    @Test
    void connections_are_counted_against_those_that_a_normal_role_can_take() throws SQLException {
        double before = at.value("connections", "connections_ratio", "");
        try (var _ = at.connect(OWNER);
                var _ = at.connect(OWNER)) {

            double now = at.value("connections", "connections_ratio", "");

            assertThat(now - before).isCloseTo(2 / USABLE, within(0.0001));
        }
    }

    @Test
    void a_server_that_turns_everybody_away_is_up_and_full() throws SQLException {
        try (var late = LookAt.database("probed")) {
            List<Connection> all = new ArrayList<>();
            try {
                while (true) {
                    all.add(at.connect(OWNER));
                }
            } catch (SQLException full) {
                assertThat(full.getSQLState()).isEqualTo("53300");
                assertThat(late.value("connections", "connections_ratio", "")).isEqualTo(1);
                assertThat(late.value("up", "up", "")).isEqualTo(1);
                assertThat(at.value("connections", "connections_ratio", ""))
                        .as("a session that was open before still sees it")
                        .isEqualTo(1);
            } finally {
                for (Connection connection : all) {
                    connection.close();
                }
            }
        }
    }

    @Test
    void a_monitor_that_is_at_its_own_limit_does_not_call_the_server_full() throws SQLException {
        try (var _ = at.connect("readonly_user");
                var limited = LookAt.as("readonly_user", "probed")) {
            at.run(SUPERUSER, "ALTER ROLE readonly_user CONNECTION LIMIT 1");

            assertThat(limited.blind("connections").cause()).isEqualTo(Cause.CONNECTION_LIMIT);
        } finally {
            at.run(SUPERUSER, "ALTER ROLE readonly_user CONNECTION LIMIT 10");
        }
    }

    @Test
    void a_role_without_rights_is_blind_and_told_the_mend() throws SQLException {
        try (var underprivileged = LookAt.as("readonly_user", "probed")) {
            for (String probe : List.of("connections", "long-queries", "replication")) {
                Blind blind = underprivileged.blind(probe);

                assertThat(blind.cause()).as(probe).isEqualTo(Cause.NOT_PRIVILEGED);
                assertThat(blind.mend()).isEqualTo("GRANT pg_monitor TO readonly_user");
            }
        }
    }

    @Test
    void a_wrong_password_is_named() throws SQLException {
        at.run(SUPERUSER, "ALTER ROLE backup_user PASSWORD 'changed by somebody'");
        try (var locked = LookAt.as("backup_user", "probed")) {
            assertThat(locked.blind("up").cause()).isEqualTo(Cause.WRONG_PASSWORD);
            assertThat(locked.blind("up").mend()).contains("probed/backup_user");
        } finally {
            String before = Stack.shared().operated().password("backup_user");
            at.run(SUPERUSER, "ALTER ROLE backup_user PASSWORD '" + before + "'");
        }
    }

    @Test
    void the_longest_statement_is_seen_with_who_runs_it() throws Exception {
        try (Connection connection = at.connect(OWNER)) {
            Thread slow = Thread.ofVirtual().start(() -> sleepIn(connection));

            await().until(() -> at.value("long-queries", "longest_query_seconds", "") > 1);
            String evidence = at.seen("long-queries").samples().getFirst().getEvidence();

            assertThat(evidence).contains("pg_sleep", OWNER);
            slow.join();
        }
    }

    private static void sleepIn(Connection connection) {
        try (Statement sql = connection.createStatement()) {
            sql.execute("SELECT pg_sleep(2)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void dead_tuples_are_judged_by_pages_too_and_not_at_all_without_the_right_to_see_widths() throws Exception {
        try (var bloated = LookAt.database("bloated")) {
            bloated.run(
                    OWNER,
                    "CREATE TABLE heap WITH (autovacuum_enabled = false) AS"
                            + " SELECT g AS id, repeat('x', 100) AS filler FROM generate_series(1, 40000) g",
                    "ANALYZE heap");
            assertThat(bloated.blind("dead-tuples").mend()).contains("prepare-monitoring.sql");

            bloated.run(SUPERUSER, prepareMonitoring());
            assertThat(bloated.value("dead-tuples", "dead_tuple_ratio", "public.heap"))
                    .isLessThan(0.05);

            bloated.run(OWNER, "DELETE FROM heap WHERE id % 10 <> 0");
            await().untilAsserted(() -> assertThat(bloated.value("dead-tuples", "dead_tuple_ratio", "public.heap"))
                    .isCloseTo(0.9, within(0.02)));

            bloated.run(OWNER, "VACUUM heap");
            await().untilAsserted(() -> {
                var sample = bloated.seen("dead-tuples").samples().getFirst();
                assertThat(sample.getEvidence()).contains("\"dead\":0");
                assertThat(sample.getValue()).isCloseTo(0.9, within(0.02));
            });
        }
    }

    private static String prepareMonitoring() throws IOException {
        try (var file = ProbesIT.class.getResourceAsStream("/sql/prepare-monitoring.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_table_never_analyzed_is_not_judged_and_said() throws SQLException {
        try (var fresh = LookAt.database("fresh")) {
            fresh.run(SUPERUSER, "GRANT pg_read_all_data TO monitoring_user");
            try {
                fresh.run(
                        OWNER,
                        "CREATE TABLE heap (id int, filler text) WITH (autovacuum_enabled = false)",
                        "INSERT INTO heap SELECT g, repeat('x', 200) FROM generate_series(1, 20000) g",
                        "VACUUM heap");

                assertThat(fresh.value("dead-tuples", "dead_tuple_ratio", "public.heap"))
                        .isNaN();
                assertThat(fresh.value("dead-tuples", "tables_not_covered", "")).isEqualTo(1);
            } finally {
                fresh.run(SUPERUSER, "REVOKE pg_read_all_data FROM monitoring_user");
            }
        }
    }

    @Test
    void a_slot_that_nobody_reads_keeps_more_and_more() throws SQLException {
        at.run(
                SUPERUSER,
                "SELECT pg_create_logical_replication_slot('unread', 'pgoutput')",
                "SELECT pg_logical_emit_message(true, 'test', repeat('x', 3000000))");
        try {
            assertThat(at.value("slots", "slot_retained_bytes", "unread")).isGreaterThan(3_000_000);
            assertThat(at.value("slots", "slot_wal_status", "unread")).isZero();
            assertThat(at.exported("slots", "pg_replication_slots_active", "unread"))
                    .isZero();
        } finally {
            at.run(SUPERUSER, "SELECT pg_drop_replication_slot('unread')");
        }
    }

    @Test
    void rollbacks_are_counted_since_the_look_before() throws SQLException {
        at.seen("transactions");
        try (Connection connection = at.connect(OWNER);
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 200; i++) {
                sql.execute("SELECT 1 FROM pg_class LIMIT 1");
                connection.rollback();
            }
        }

        await().until(() -> at.value("transactions", "rollback_ratio", "") > 0.5);
    }

    @Test
    void sizes_settings_locks_and_checkpoints_are_as_the_server_has_them() throws SQLException {
        assertThat(at.value("size", "database_bytes", "")).isGreaterThan(5_000_000);
        assertThat(at.exported("settings", "pg_settings_max_connections", "")).isEqualTo(100);
        assertThat(at.exported("settings", "pg_settings_shared_buffers_bytes", ""))
                .isEqualTo(64 * 1024 * 1024);
        double before = at.exported("background-writer", "pg_stat_bgwriter_checkpoints_req", "");
        at.run(SUPERUSER, "CHECKPOINT");
        await().until(() -> at.exported("background-writer", "pg_stat_bgwriter_checkpoints_req", "") > before);
    }

    @Test
    void a_locked_table_blinds_no_probe() throws SQLException {
        at.run(OWNER, "CREATE TABLE IF NOT EXISTS held (id int)");
        try (Connection holder = at.connect(OWNER);
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");

            for (String probe : at.probes().keySet()) {
                long begun = System.nanoTime();
                assertThat(at.sighting(probe)).as(probe).isInstanceOf(Seen.class);
                assertThat(System.nanoTime() - begun).as(probe).isLessThan(2_000_000_000L);
            }
            assertThat(at.exported("locks", "pg_locks_count", "accessexclusivelock"))
                    .isEqualTo(1);
            holder.rollback();
        }
    }

    @Test
    void the_monitor_cannot_write() throws SQLException {
        try (var writer = LookAt.database("probed")) {
            writer.run(
                    SUPERUSER, "CREATE TABLE IF NOT EXISTS open_to_all (id int)", "GRANT ALL ON open_to_all TO PUBLIC");
            writer.probes().put("writes", session -> {
                session.rows(
                        "WITH written AS (INSERT INTO public.open_to_all VALUES (1) RETURNING 1) SELECT * FROM written");
                return new Findings().seen();
            });

            assertThat(writer.blind("writes").message()).contains("read-only transaction");
        }
    }
}
