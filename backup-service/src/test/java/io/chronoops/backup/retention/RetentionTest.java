package io.chronoops.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.catalogue.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant DAY_0 = Instant.parse("2026-01-01T02:00:00Z");

    private final Retention retention =
            new Retention(new RetentionProperties(Duration.ofDays(30), 2, Duration.ofHours(1)));

    private static Backup backup(String id, String type, int day, @Nullable Integer days) {
        Instant at = DAY_0.plus(Duration.ofDays(day));
        return new Backup(id, "shop", type, at, at, "0/1", 1, 1, 1, "gzip:6", days, "/r", null, null);
    }

    private List<String> expired(List<Backup> backups, int day) {
        return retention.decide(backups, DAY_0.plus(Duration.ofDays(day))).stream()
                .filter(Retention.Decision::expires)
                .map(decision -> decision.backup().id())
                .toList();
    }

    @Test
    void removes_what_is_older_than_its_days_once_a_younger_base_reaches_back_far_enough() {
        List<Backup> daily = IntStream.range(0, 60)
                .mapToObj(day -> backup("b" + day, "full", day, null))
                .toList();

        List<String> expired = expired(daily, 60);

        assertThat(expired).contains("b0", "b29").doesNotContain("b30", "b31", "b59");
    }

    @Test
    void keeps_the_base_that_the_oldest_moment_of_the_window_is_restored_from() {
        List<Backup> sparse = List.of(
                backup("old", "full", 0, null), backup("middle", "full", 20, null), backup("new", "full", 55, null));

        assertThat(expired(sparse, 60)).containsExactly("old");
    }

    @Test
    void never_removes_the_last_good_base_however_old() {
        assertThat(expired(List.of(backup("only", "full", 0, 1)), 4000)).isEmpty();
    }

    @Test
    void a_damaged_base_does_not_count_as_the_last_good_one() {
        Backup good = backup("good", "full", 0, 1);
        Instant at = DAY_0.plus(Duration.ofDays(1));
        var damaged =
                new Backup("damaged", "shop", "full", at, at, "0/1", 1, 1, 1, "gzip:6", 1, "/r", null, "a flipped bit");

        assertThat(expired(List.of(good, damaged), 4000)).containsExactly("damaged");
    }

    @Test
    void days_of_its_own_win_over_the_rule() {
        List<Backup> backups =
                new ArrayList<>(List.of(backup("long", "schema", 0, 365), backup("short", "schema", 50, 5)));
        IntStream.range(0, 60).forEach(day -> backups.add(backup("b" + day, "full", day, null)));

        assertThat(expired(backups, 60)).contains("short").doesNotContain("long");
    }
}
