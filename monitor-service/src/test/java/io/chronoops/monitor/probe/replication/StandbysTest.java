package io.chronoops.monitor.probe.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.monitor.probe.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandbysTest {
    private final Standbys standbys = new Standbys();

    @Test
    void a_standby_that_has_replayed_everything_has_no_lag() {
        assertThat(lag(100, 5000, connected(5000, null))).isZero();
    }

    @Test
    void a_standby_cut_off_with_commits_waiting_lags_more_and_more() {
        lag(100, 5000, connected(5000, null));
        lag(110, 6000);

        assertThat(lag(138, 6000)).isEqualTo(28);
    }

    @Test
    void a_standby_cut_off_while_nothing_is_written_misses_nothing() {
        lag(100, 5000, connected(5000, null));

        assertThat(lag(500, 5000)).isZero();
    }

    @Test
    void a_standby_that_stopped_replaying_lags_even_where_the_server_reports_nothing() {
        lag(100, 5000, connected(5000, null));
        lag(110, 6000, connected(5000, null));

        assertThat(lag(170, 6000, connected(5000, null))).isEqualTo(60);
    }

    @Test
    void the_lag_that_the_server_reports_counts_where_it_is_longer_than_what_was_watched() {
        assertThat(lag(100, 6000, connected(5000, 42.0))).isEqualTo(42);
    }

    @Test
    void a_standby_not_seen_for_a_day_is_forgotten() {
        lag(100, 5000, connected(5000, null));

        var samples = standbys.report(100 + 90_000, 9000, List.of()).seen().samples();

        assertThat(samples).isEmpty();
    }

    private double lag(double now, long lsn, Row... connected) {
        return standbys.report(now, lsn, List.of(connected))
                .seen()
                .samples()
                .getFirst()
                .getValue();
    }

    private static Row connected(long replayed, @Nullable Double reportedLag) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("name", "standby");
        columns.put("state", "streaming");
        columns.put("replayed", replayed);
        columns.put("replay_lag", reportedLag);
        return new Row(columns);
    }
}
