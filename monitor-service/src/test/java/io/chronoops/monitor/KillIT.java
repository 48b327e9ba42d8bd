package io.chronoops.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chronoops.monitor.running.Breaches;
import io.chronoops.monitor.running.MonitorProcess;
import io.chronoops.monitor.running.Registered;
import io.chronoops.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A breach is told exactly once, wherever the monitor is killed. */
class KillIT {
    private static final String[] LOW_THRESHOLD = {
        "--chronoops.monitoring.rules.connections.levels.WARNING=0.02",
        "--chronoops.monitoring.rules.connections.clear=0.001"
    };

    @AfterAll
    static void remove() {
        Registered.removed("killed");
    }

    @Test
    void a_monitor_killed_between_deciding_and_committing_tells_the_breach_once() throws Exception {
        Registered.database("killed", "killed");
        try (var breaches = new Breaches();
                var _ = session();
                var _ = session();
                var _ = session()) {
            for (int round = 0; round < 2; round++) {
                try (var killed = MonitorProcess.start("monitor.after-decide", LOW_THRESHOLD)) {
                    assertThat(killed.exit()).isEqualTo(137);
                }
                assertThat(breaches.of("connections", "killed"))
                        .as("not committed, so not told")
                        .isEmpty();
            }

            try (var survivor = MonitorProcess.start("", LOW_THRESHOLD)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !breaches.of("connections", "killed").isEmpty());
                survivor.kill();
            }
            try (var _ = MonitorProcess.start("", LOW_THRESHOLD)) {
                await().atMost(Duration.ofMinutes(2))
                        .until(() ->
                                breaches.of("sight-of-heartbeat", "@monitor").size() >= 2);
                assertThat(breaches.of("connections", "killed"))
                        .extracting(Breach::getKind)
                        .containsExactly(BreachKind.BREACHED);
            }
        }
    }

    private static Connection session() throws Exception {
        var operated = Stack.shared().operated();
        return DriverManager.getConnection(
                operated.jdbcUrl("killed"), "chrono_scraper", operated.password("chrono_scraper"));
    }
}
