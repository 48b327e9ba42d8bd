package io.chronoops.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoops.backup.schedule.ScheduleProperties.Entry;
import io.chronoops.ops.BackupType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant DUE = Instant.parse("2026-02-01T02:00:00Z");

    private static Schedule schedule(String name, @Nullable String command, String type) {
        return Schedule.of(name, new Entry(command, type, "0 2 * * *", "UTC", List.of("all")));
    }

    @Test
    void an_occurrence_is_the_same_command_whoever_makes_it() {
        Schedule nightly = schedule("nightly", "backup", "full");

        assertThat(new Occurrence(nightly, "shop", DUE).command())
                .isEqualTo(new Occurrence(schedule("nightly", "backup", "full"), "shop", DUE).command());
        assertThat(new Occurrence(nightly, "shop", DUE).command().getBackup().getType())
                .isEqualTo(BackupType.FULL);
    }

    @Test
    void another_schedule_database_or_time_is_another_operation() {
        Schedule nightly = schedule("nightly", "verify", "full");
        UUID id = new Occurrence(nightly, "shop", DUE).id();

        assertThat(id.version()).isEqualTo(7);
        assertThat(List.of(
                        new Occurrence(schedule("weekly", "verify", "full"), "shop", DUE).id(),
                        new Occurrence(nightly, "archive", DUE).id(),
                        new Occurrence(nightly, "shop", DUE.plusSeconds(1)).id()))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_cannot_be_done_is_refused_by_the_settings_name() {
        assertThatThrownBy(() -> schedule("nightly", "bakcup", "full"))
                .hasMessage(
                        "chronoops.schedules.nightly.command must be one of backup, cleanup, verify, drill, compact, prove, was bakcup");
        assertThatThrownBy(() -> schedule("nightly", null, "full")).hasMessageContaining("was null");
        assertThatThrownBy(() -> schedule("nightly", "backup", "half"))
                .hasMessageContaining(
                        "chronoops.schedules.nightly.type must be one of full, schema, data, incremental");
        assertThatThrownBy(() -> schedule("Every Night", "backup", "full")).hasMessageContaining("lower-case");
    }

    @Test
    void a_dash_turns_one_off() {
        var off = new Entry("drill", "full", "-", "UTC", List.of("all"));

        assertThat(new ScheduleProperties(Map.of("monthly-drill", off)).parsed())
                .isEmpty();
    }
}
