package io.chronoops.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chronoops.stack.Stack;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A server that crashes loses its counters and its cache. */
class CrashIT {
    @Test
    void counters_that_start_over_are_noticed_and_a_cold_cache_is_seen_although_it_was_warm_for_long()
            throws SQLException {
        try (var at = LookAt.database("crashing")) {
            at.run(
                    "chrono_scraper",
                    "CREATE TABLE heap AS SELECT g AS id, repeat('x', 500) AS filler FROM generate_series(1, 40000) g");
            at.run("admin_user", "CHECKPOINT");
            for (int i = 0; i < 20; i++) {
                at.run("chrono_scraper", "SELECT count(*) FROM heap");
            }
            at.seen("up");
            await().untilAsserted(() ->
                    assertThat(at.value("cache-hit", "cache_hit_ratio", "")).isNaN());
            await().untilAsserted(() -> {
                at.run("chrono_scraper", "SELECT count(*) FROM heap");
                assertThat(at.value("cache-hit", "cache_hit_ratio", "")).isGreaterThan(0.95);
            });
            Stack.shared().operated().kill();
            assertThat(at.value("up", "up", "")).isZero();
            Stack.shared().operated().start();

            assertThat(at.seen("up").countersReset()).isTrue();
            assertThat(at.seen("cache-hit").countersReset()).isTrue();
            at.run("chrono_scraper", "SELECT count(*) FROM heap");
            await().untilAsserted(() ->
                    assertThat(at.value("cache-hit", "cache_hit_ratio", "")).isLessThan(0.9));
        }
    }
}
