package io.chronoops.cli.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2025-08-27 10:00:00, 2025-08-27T08:00:00Z",
        "2025-08-27T10:00, 2025-08-27T08:00:00Z",
        "2025-08-27 10:00:00+02, 2025-08-27T08:00:00Z",
        "2025-08-27 10:00:00.25 +02:00, 2025-08-27T08:00:00.250Z",
        "2025-08-27 10:00:00-0330, 2025-08-27T13:30:00Z",
        "2025-08-27T10:00:00Z, 2025-08-27T10:00:00Z",
        "2025-08-27 10:00 UTC, 2025-08-27T10:00:00Z",
        "2025-08-27 10:00 America/New_York, 2025-08-27T14:00:00Z",
        "2025-01-27 10:00, 2025-01-27T09:00:00Z"
    })
    void a_time_is_local_unless_it_has_a_zone(String typed, Instant meant) {
        assertThat(PointInTime.parse(typed, BERLIN).instant()).isEqualTo(meant);
    }

    @Test
    void it_is_said_back_with_its_zone() {
        assertThat(PointInTime.parse("2025-08-27 10:00", BERLIN).said())
                .isEqualTo("2025-08-27 10:00:00 +02:00 (Europe/Berlin) = 2025-08-27 08:00:00 UTC");
        assertThat(PointInTime.parse("2025-08-27 10:00:00.5", ZoneOffset.UTC).said())
                .isEqualTo("2025-08-27 10:00:00.500000 UTC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2025-08-27", "2025-02-30 10:00", "2025-08-27 25:00", "27.08.2025 10:00"})
    void what_is_no_moment_is_refused_with_an_example(String typed) {
        assertThatThrownBy(() -> PointInTime.parse(typed, BERLIN)).hasMessageContaining(typed);
    }

    @Test
    void a_local_time_that_is_there_twice_or_never_needs_its_offset() {
        assertThatThrownBy(() -> PointInTime.parse("2025-10-26 02:30", BERLIN)).hasMessageContaining("there twice");
        assertThatThrownBy(() -> PointInTime.parse("2025-03-30 02:30", BERLIN)).hasMessageContaining("skipped");
        assertThat(PointInTime.parse("2025-10-26 02:30+01", BERLIN).instant())
                .isEqualTo(Instant.parse("2025-10-26T01:30:00Z"));
    }
}
