package io.chronoops.backup.retention;

import static io.chronoops.backup.retention.Made.DAY_0;
import static io.chronoops.backup.retention.Made.full;
import static io.chronoops.backup.retention.Made.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.retention.Retention.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private final Retention retention = new Retention(rules(30, 2, Made.NONE, "UTC"));

    private static Instant day(int day) {
        return DAY_0.plus(Duration.ofDays(day));
    }

    private List<String> expired(List<Made> made, int day) {
        return Made.expired(decide(made, day));
    }

    private List<Decision> decide(List<Made> made, int day) {
        return retention.decide(made.stream().map(Made::backup).toList(), day(day));
    }

    private static List<Made> daily(int days) {
        return IntStream.range(0, days).mapToObj(day -> full("b" + day, day)).toList();
    }

    private String reason(List<Made> made, int day, String id) {
        return decide(made, day).stream()
                .filter(decision -> decision.backup().id().equals(id))
                .map(Decision::rule)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void removes_what_is_older_than_its_days_once_a_younger_base_reaches_back_far_enough() {
        assertThat(expired(daily(60), 60)).contains("b0", "b29").doesNotContain("b30", "b31", "b59");
    }

    @Test
    void keeps_the_base_that_the_oldest_moment_of_the_window_is_restored_from() {
        assertThat(expired(List.of(full("old", 0), full("middle", 20), full("new", 55)), 60))
                .containsExactly("old");
    }

    @Test
    void never_removes_the_last_good_base_however_old() {
        assertThat(expired(List.of(full("only", 0).keptFor(1)), 4000)).isEmpty();
    }

    @Test
    void a_damaged_base_does_not_count_as_the_last_good_one() {
        Made damaged = full("damaged", 1).keptFor(1).damaged("a flipped bit");

        assertThat(expired(List.of(full("good", 0).keptFor(1), damaged), 4000)).containsExactly("damaged");
        assertThat(expired(List.of(damaged), 4000)).isEmpty();
    }

    @Test
    void days_of_its_own_win_over_the_rule() {
        List<Made> backups = new ArrayList<>(daily(60));
        backups.add(full("long", 0).type("schema").keptFor(365));
        backups.add(full("short", 50).type("schema").keptFor(5));

        assertThat(expired(backups, 60)).contains("short").doesNotContain("long");
    }

    @Test
    void a_pin_wins_over_everything_and_says_so() {
        List<Made> backups = new ArrayList<>(daily(60));
        backups.set(0, full("b0", 0).pinned());

        assertThat(expired(backups, 4000)).doesNotContain("b0");
        assertThat(reason(backups, 60, "b0")).contains("pinned").contains("until it is unpinned");
    }

    @Test
    void removes_no_base_before_one_is_verified_and_then_never_the_newest_that_is() {
        List<Made> untested = daily(60).stream().map(Made::untested).toList();
        List<Made> oneTested = Stream.concat(
                        Stream.of(full("tested", 1)),
                        untested.stream().filter(made -> !made.id().equals("b1")))
                .toList();

        assertThat(expired(untested, 4000)).isEmpty();
        assertThat(expired(oneTested, 4000)).contains("b0", "b2").doesNotContain("tested", "b59");
    }

    @Test
    void an_increment_that_is_kept_keeps_the_base_that_it_begins_with_and_the_log_from_there() {
        List<Made> backups = new ArrayList<>(daily(100));
        backups.add(full("increment", 0)
                .type("incremental")
                .at(day(10).plusSeconds(60))
                .pinned());

        List<Decision> decisions = decide(backups, 100);

        assertThat(Made.expired(decisions)).contains("b9", "b11").doesNotContain("b10", "increment");
        assertThat(decisions)
                .filteredOn(decision -> decision.backup().id().equals("b10"))
                .allMatch(Decision::keepsLog);
    }

    @Test
    void a_base_with_few_days_stays_where_the_log_of_the_older_one_breaks_before_it() {
        List<Made> backups = List.of(
                full("anchor", 0),
                full("after-break", 40).keptFor(1),
                full("needless", 45).keptFor(1),
                full("new", 55),
                full("newest", 58));
        List<Long> breaks = List.of(Made.lsn(day(35)));

        List<Decision> broken =
                retention.decide(backups.stream().map(Made::backup).toList(), breaks, day(60));

        assertThat(Made.expired(broken)).containsExactly("needless");
        assertThat(expired(backups, 60)).containsExactly("needless", "after-break");
    }

    @Test
    void days_are_those_of_the_calendar_when_clocks_change() {
        var berlin = new Retention(rules(1, 1, Made.NONE, "Europe/Berlin"));
        Instant before = Instant.parse("2026-03-28T01:00:00Z"); // 02:00, and a day later 03:00 because 02:00 is skipped
        Instant later = Instant.parse("2026-03-29T12:00:00Z");
        Instant autumn = Instant.parse("2026-10-24T00:30:00Z"); // 02:30; the next day has 25 hours

        assertThat(Made.expired(berlin.decide(
                        List.of(full("a", 0).type("schema").at(before).backup()),
                        Instant.parse("2026-03-29T00:59:59Z"))))
                .isEmpty();
        assertThat(Made.expired(berlin.decide(
                        List.of(full("a", 0).type("schema").at(before).backup()), later)))
                .containsExactly("a");
        assertThat(Made.expired(berlin.decide(
                        List.of(full("a", 0).type("schema").at(autumn).backup()), autumn.plus(Duration.ofHours(24)))))
                .containsExactly("a");
    }

    @Test
    void a_clock_that_went_back_removes_nothing_and_names_what_is_still_to_come() {
        assertThat(expired(daily(60), -10)).isEmpty();
        assertThat(reason(daily(60), 20, "b59")).contains("the clock went back");
        assertThat(expired(daily(60), 20)).isEmpty();
    }

    @Test
    void a_clock_that_jumped_ahead_or_backups_that_stopped_let_time_stand_still() {
        var careful =
                new Retention(new RetentionProperties(Duration.ofDays(30), 2, Made.NONE, "UTC", Duration.ofDays(7)));
        List<Made> backups = daily(60);

        List<Decision> years = careful.decide(backups.stream().map(Made::backup).toList(), day(4000));

        assertThat(Made.expired(years)).contains("b0", "b30").doesNotContain("b37", "b58");
        assertThat(years)
                .filteredOn(decision -> decision.backup().id().equals("b50"))
                .allMatch(decision -> decision.rule().contains("nothing more expires until there is one"));
    }
}
