package io.chronoops.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronTest {
    private static Cron cron(String text, String zone) {
        return Cron.parse("chronoops.schedules.nightly", text, zone);
    }

    /** All times due in so many days. */
    private static List<String> due(Cron cron, String from, int days) {
        Instant until = Instant.parse(from).plus(Duration.ofDays(days));
        List<String> due = new ArrayList<>();
        for (Instant next = cron.next(Instant.parse(from)).orElseThrow();
                next.isBefore(until);
                next = cron.next(next).orElseThrow()) {
            due.add(next.toString());
        }
        return due;
    }

    @Test
    void a_daily_time_is_due_once_a_day_when_clocks_go_forward_and_back() {
        Cron nightly = cron("30 2 * * *", "Europe/Berlin");

        assertThat(due(nightly, "2026-03-27T12:00:00Z", 3))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
        assertThat(due(nightly, "2026-10-23T12:00:00Z", 3))
                .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void what_is_due_each_hour_goes_on_each_hour_when_clocks_change() {
        Cron hourly = cron("0 * * * *", "Europe/Berlin");

        assertThat(due(hourly, "2026-03-28T22:30:00Z", 1)).hasSize(24);
        assertThat(due(hourly, "2026-10-24T22:30:00Z", 1)).hasSize(24);
    }

    @Test
    void five_fields_are_those_of_cron_and_six_have_seconds() {
        assertThat(cron("0 2 * * *", "UTC").next(Instant.parse("2026-01-01T12:00:00Z")))
                .contains(Instant.parse("2026-01-02T02:00:00Z"));
        assertThat(cron("30 0 2 * * *", "UTC").next(Instant.parse("2026-01-01T12:00:00Z")))
                .contains(Instant.parse("2026-01-02T02:00:30Z"));
    }

    @Test
    void the_latest_is_the_last_that_was_due_however_long_ago() {
        Cron monthly = cron("0 6 1 * *", "UTC");

        assertThat(monthly.latest(Instant.parse("2026-03-31T12:00:00Z")))
                .contains(Instant.parse("2026-03-01T06:00:00Z"));
        assertThat(monthly.latest(Instant.parse("2026-03-01T06:00:00Z")))
                .contains(Instant.parse("2026-03-01T06:00:00Z"));
        assertThat(cron("0 0 29 2 *", "UTC").latest(Instant.parse("2027-12-31T00:00:00Z")))
                .contains(Instant.parse("2024-02-29T00:00:00Z"));
        assertThat(cron("* * * * *", "UTC").latest(Instant.parse("2026-03-31T12:00:30Z")))
                .contains(Instant.parse("2026-03-31T12:00:00Z"));
    }

    @Test
    void what_is_no_cron_and_no_zone_is_refused_by_the_settings_name() {
        assertThatThrownBy(() -> cron("99 * * * *", "UTC"))
                .hasMessageContaining("chronoops.schedules.nightly.cron \"99 * * * *\"");
        assertThatThrownBy(() -> cron("0 0 31 2 *", "UTC")).hasMessageContaining("it is never due");
        assertThatThrownBy(() -> cron("0 2 * * *", "Middle/Earth"))
                .hasMessageContaining("chronoops.schedules.nightly.zone \"Middle/Earth\"");
    }
}
