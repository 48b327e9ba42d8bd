package io.chronoops.backup;

import io.chronoops.backup.schedule.PublishDue;
import io.chronoops.backup.schedule.RunSchedules;
import io.chronoops.backup.schedule.ScheduleList;
import io.chronoops.backup.schedule.ScheduleProperties;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandPublisher;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the schedules. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {
    @Bean
    PublishDue publishDue(Databases databases, CommandPublisher publisher, Clock clock) {
        return new PublishDue(databases, publisher, clock);
    }

    @Bean
    @DependsOn("flywayInitializer")
    RunSchedules runSchedules(DataSource control, ScheduleProperties schedules, PublishDue publishDue) {
        return new RunSchedules(control, schedules.parsed(), publishDue);
    }

    @Bean
    ScheduleList scheduleList(JdbcTemplate jdbc, ScheduleProperties schedules, Clock clock) {
        return new ScheduleList(jdbc, schedules.parsed(), clock);
    }
}
