package io.chronoops.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScratchNameTest {
    private static final Instant AT = Instant.parse("2026-02-01T06:05:59Z");

    @Test
    void names_database_and_minute_and_a_later_attempt_has_its_own() {
        assertThat(ScratchName.of("shop", AT, 1)).isEqualTo("shop_drill_20260201_0605");
        assertThat(ScratchName.of("shop", AT, 2)).isEqualTo("shop_drill_20260201_0605_2");
    }

    @Test
    void stays_within_63_bytes_and_cuts_no_letter_in_two() {
        String name = ScratchName.of("🐘".repeat(15), AT, 1);

        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
        assertThat(name)
                .startsWith("🐘".repeat(10))
                .endsWith("_drill_20260201_0605")
                .doesNotContain("?");
    }
}
