package io.chronoops.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A standby that is cut off with commits waiting must never read as 0 s behind, from neither side. */
class ReplicationIT {
    private static final String LAG = "replication_lag_seconds";

    @Test
    void a_standby_cut_off_with_commits_waiting_lags_more_and_more_on_both_sides() throws Exception {
        try (var primary = LookAt.database("replicated");
                var standby = Standby.start();
                var replica = LookAt.port(standby.port())) {
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> lagOfStandby(primary) == 0);
            await().ignoreExceptions().untilAsserted(() -> assertThat(replica.value("replication", LAG, ""))
                    .isZero());
            assertThat(replica.exported("replication", "pg_replication_is_replica", ""))
                    .isEqualTo(1);

            standby.cutOff();
            await().until(() -> connected(primary) == 0);
            for (int commit = 0; commit < 3; commit++) {
                primary.run("chrono_scraper", "CREATE TABLE waiting_" + commit + " (id int)");
            }

            await().untilAsserted(() -> {
                assertThat(lagOfStandby(primary)).isGreaterThan(2);
                assertThat(replica.value("replication", LAG, "")).isGreaterThan(2);
            });
        }
    }

    private static double lagOfStandby(LookAt primary) {
        return primary.seen("replication").samples().getFirst().getValue();
    }

    private static double connected(LookAt primary) {
        return primary.exported("replication", "chronoops_replication_standby_connected", "");
    }
}
