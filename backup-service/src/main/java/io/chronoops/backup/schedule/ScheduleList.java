package io.chronoops.backup.schedule;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The schedules as they are shown: when each was last published and when it is due next. */
public final class ScheduleList {
    private final JdbcTemplate control;
    private final List<Schedule> schedules;
    private final Clock clock;

    /** Of these, with the scheduler's book. */
    public ScheduleList(JdbcTemplate control, List<Schedule> schedules, Clock clock) {
        this.control = control;
        this.schedules = schedules;
        this.clock = clock;
    }

    /**
     * One schedule.
     *
     * @param type what a backup takes; null for other commands
     * @param databases empty: all
     * @param last when its commands were last published; null: not yet
     * @param lastFailure when that last failed; null: never; it is tried again until it succeeds
     */
    public record View(
            String name,
            String command,
            @Nullable String type,
            String cron,
            String zone,
            List<String> databases,
            @Nullable Instant last,
            @Nullable Instant lastFailure,
            @Nullable Instant next) {}

    private record Booked(@Nullable Instant last, @Nullable Instant lastFailure, Instant next) {}

    /** All, by name. */
    public List<View> all() {
        Map<String, Booked> booked = new HashMap<>();
        control.query("SELECT * FROM " + RunSchedules.TABLE, row -> {
            booked.put(
                    row.getString("task_name"),
                    new Booked(
                            instant(row.getTimestamp("last_success")),
                            instant(row.getTimestamp("last_failure")),
                            row.getTimestamp("execution_time").toInstant()));
        });
        return schedules.stream()
                .sorted(java.util.Comparator.comparing(Schedule::name))
                .map(schedule -> view(schedule, booked.get(schedule.name())))
                .toList();
    }

    private View view(Schedule schedule, @Nullable Booked booked) {
        return new View(
                schedule.name(),
                schedule.command().name().toLowerCase(Locale.ROOT),
                schedule.command() == Schedule.Kind.BACKUP
                        ? schedule.type().name().toLowerCase(Locale.ROOT)
                        : null,
                schedule.cron().text(),
                schedule.cron().zone().getId(),
                schedule.databases(),
                booked == null ? null : booked.last(),
                booked == null ? null : booked.lastFailure(),
                booked == null ? schedule.cron().next(clock.instant()).orElse(null) : booked.next());
    }

    private static @Nullable Instant instant(java.sql.@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
