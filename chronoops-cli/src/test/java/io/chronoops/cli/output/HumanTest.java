package io.chronoops.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HumanTest {
    private static final Instant NOW = Instant.parse("2026-08-27T12:00:00Z");

    @Test
    void sizes_are_decimal_and_never_a_thousand_of_the_lesser_unit() {
        assertThat(Human.size(0)).isEqualTo("0 B");
        assertThat(Human.size(999)).isEqualTo("999 B");
        assertThat(Human.size(1_234)).isEqualTo("1.2 kB");
        assertThat(Human.size(999_999)).isEqualTo("1.0 MB");
        assertThat(Human.size(-8192)).isEqualTo("-8.2 kB");
        assertThat(Human.size(4_500_000_000_000L)).isEqualTo("4.5 TB");
    }

    @Test
    void durations_have_their_two_largest_units() {
        assertThat(Human.duration(Duration.ofMillis(1_240))).isEqualTo("1.2 s");
        assertThat(Human.duration(Duration.ofSeconds(42))).isEqualTo("42 s");
        assertThat(Human.duration(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Human.duration(Duration.ofHours(26))).isEqualTo("1 d 2 h");
    }

    @Test
    void ages_have_one_unit() {
        assertThat(Human.ago(NOW, NOW)).isEqualTo("just now");
        assertThat(Human.ago(NOW.minusSeconds(61), NOW)).isEqualTo("1 min ago");
        assertThat(Human.ago(NOW.minus(Duration.ofDays(3)), NOW)).isEqualTo("3 d ago");
        assertThat(Human.ago(NOW.plusSeconds(90), NOW)).isEqualTo("in 1 min");
    }

    @Test
    void names_of_programs_become_words_and_ids_stay() {
        assertThat(Human.words("backupId")).isEqualTo("backup id");
        assertThat(Human.words("lastCommitAt")).isEqualTo("last commit at");
        assertThat(Human.words("01a20a40-77e2")).isEqualTo("01a20a40-77e2");
    }
}
