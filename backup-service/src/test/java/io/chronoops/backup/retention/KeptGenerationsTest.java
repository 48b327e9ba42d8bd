package io.chronoops.backup.retention;

import static io.chronoops.backup.retention.Made.full;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.catalogue.Backup;
import io.chronoops.backup.retention.RetentionProperties.Generations;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeptGenerationsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static Map<Backup, String> kept(Stream<Made> made, Generations rules, ZoneId zone) {
        List<Backup> newestFirst = made.map(Made::backup)
                .sorted(Comparator.comparing(Backup::takenAt).reversed())
                .toList();
        return KeptGenerations.of(newestFirst, rules, zone);
    }

    private static List<String> days(Map<Backup, String> kept) {
        return kept.keySet().stream()
                .map(backup -> backup.takenAt().toString().substring(0, 10))
                .sorted()
                .toList();
    }

    private static Stream<Made> daily(int days) {
        return IntStream.range(0, days).mapToObj(day -> full("b" + day, day));
    }

    @Test
    void each_period_is_stood_for_by_its_newest_backup() {
        // 2026-01-01 is a Thursday; 800 days end on 2028-03-10, a Friday
        Map<Backup, String> kept = kept(daily(800), new Generations(2, 2, 3, 2), UTC);

        assertThat(days(kept))
                .containsExactly("2027-12-31", "2028-01-31", "2028-02-29", "2028-03-05", "2028-03-09", "2028-03-10");
    }

    @Test
    void weeks_are_those_of_ISO_which_do_not_end_with_the_year() {
        // 2026-12-28 to 2027-01-03 is one week, 2026-W53
        Map<Backup, String> kept =
                kept(IntStream.range(361, 369).mapToObj(day -> full("b" + day, day)), new Generations(0, 9, 0, 0), UTC);

        assertThat(days(kept)).containsExactly("2027-01-03", "2027-01-04");
        assertThat(kept.values()).anyMatch(reason -> reason.contains("2026-W53"));
    }

    @Test
    void nought_turns_a_period_off() {
        assertThat(kept(daily(800), new Generations(0, 0, 0, 0), UTC)).isEmpty();
    }

    @Test
    void an_untested_backup_does_not_push_a_tested_one_out() {
        Map<Backup, String> kept =
                kept(Stream.of(full("tested", 0), full("untested", 1).untested()), new Generations(0, 0, 1, 0), UTC);

        assertThat(days(kept)).containsExactly("2026-01-01");
    }

    @Test
    void a_day_is_one_of_the_zone_even_one_of_23_or_25_hours() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Stream<Made> autumn = Stream.of(
                full("first-0230", 0).at(Instant.parse("2026-10-25T00:30:00Z")),
                full("second-0230", 0).at(Instant.parse("2026-10-25T01:30:00Z")),
                full("late", 0).at(Instant.parse("2026-10-25T22:30:00Z")),
                full("next-day", 0).at(Instant.parse("2026-10-25T23:30:00Z")));

        Map<Backup, String> kept = kept(autumn, new Generations(5, 0, 0, 0), berlin);

        assertThat(kept.keySet()).extracting(Backup::id).containsExactlyInAnyOrder("late", "next-day");
    }
}
