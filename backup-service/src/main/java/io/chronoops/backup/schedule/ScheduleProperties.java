package io.chronoops.backup.schedule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done without anybody asking.
 *
 * @param schedules by name; the defaults are in application.yaml
 */
@ConfigurationProperties("chronoops")
public record ScheduleProperties(@DefaultValue Map<String, Entry> schedules) {
    /**
     * One schedule as it is written.
     *
     * @param command backup, cleanup, verify, drill, compact or prove
     * @param type what a backup takes: full, schema, data, incremental or differential
     * @param cron minute hour day month weekday, with seconds in front where six are given; "-" turns it off
     * @param zone whose clock the cron means
     * @param databases "all", or configured names
     */
    public record Entry(
            @Nullable String command,
            @DefaultValue("full") String type,
            @Nullable String cron,
            @DefaultValue("UTC") String zone,
            @DefaultValue("all") List<String> databases) {}

    /** Those that are on, checked; the first that cannot be is named. */
    public List<Schedule> parsed() {
        return schedules.entrySet().stream()
                .filter(entry -> !"-".equals(entry.getValue().cron()))
                .map(entry -> Schedule.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
