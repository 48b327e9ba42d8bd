package io.chronoops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.schedule.PublishDue;
import io.chronoops.backup.schedule.RunSchedules;
import io.chronoops.backup.schedule.Schedule;
import io.chronoops.backup.schedule.ScheduleList;
import io.chronoops.backup.schedule.ScheduleProperties;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandPublisher;
import io.chronoops.ops.OperationEvent;
import io.chronoops.stack.Stack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is done without anybody asking: once, whoever asks and however often. */
class SchedulesIT {
    @TempDir
    static Path folder;

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = new RunningService(folder.resolve("repository"));
        service.operate("planned", "CREATE TABLE t (id int PRIMARY KEY)");
    }

    @AfterAll
    static void stop() {
        service.remove("planned");
        service.close();
    }

    private static Schedule cleanup(String name) {
        var entry = new ScheduleProperties.Entry("cleanup", "full", "0 3 * * *", "UTC", List.of("planned"));
        return new ScheduleProperties(Map.of(name, entry)).parsed().getFirst();
    }

    private static PublishDue publisher(Clock clock) {
        return new PublishDue(service.bean(Databases.class), service.bean(CommandPublisher.class), clock);
    }

    @Test
    void two_that_publish_the_same_occurrence_make_one_operation() throws Exception {
        Schedule schedule = cleanup("twice");
        Instant now = Instant.now();

        List<String> first = publisher(Clock.fixed(now, ZoneOffset.UTC)).publish(schedule);
        List<String> second =
                publisher(Clock.fixed(now.plusMillis(5), ZoneOffset.UTC)).publish(schedule);

        assertThat(second).isEqualTo(first).hasSize(1);
        Foreign.eventsOf(first.getFirst());
        List<OperationEvent> events = Foreign.allEventsOf(first.getFirst());
        assertThat(events).filteredOn(event -> event.getAccepted() != null).hasSize(1);
        assertThat(events).filteredOn(Foreign::isTerminal).hasSize(1);
        assertThat(events.getLast().getSucceeded()).isNotNull();
    }

    @Test
    void what_was_missed_while_nothing_ran_is_done_once_and_then_goes_on() throws Exception {
        Schedule schedule = cleanup("missed");
        var control = new JdbcTemplate(service.bean(DataSource.class));
        RunSchedules before = schedules(schedule);
        before.start();
        Awaitility.await().until(() -> book(control).size() == 1);
        before.stop();
        control.update(
                "UPDATE schedule_run SET execution_time = now() - interval '5 days', picked = false WHERE task_name = 'missed'");

        RunSchedules after = schedules(schedule);
        after.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> next().isAfter(Instant.now()));
        after.stop();

        List<String> done = control.queryForList(
                "SELECT id FROM operation WHERE command::text LIKE '%schedule:missed%'", String.class);
        assertThat(done).hasSizeLessThanOrEqualTo(1);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(control.queryForList(
                        "SELECT state FROM operation WHERE command::text LIKE '%schedule:missed%'", String.class))
                .containsExactly("succeeded"));
        assertThat(next()).isBefore(Instant.now().plus(Duration.ofDays(1)));
    }

    private static RunSchedules schedules(Schedule schedule) {
        return new RunSchedules(service.bean(DataSource.class), List.of(schedule), publisher(Clock.systemUTC()));
    }

    private static List<String> book(JdbcTemplate control) {
        return control.queryForList("SELECT task_name FROM schedule_run WHERE task_name = 'missed'", String.class);
    }

    private static Instant next() {
        var list = new ScheduleList(service.bean(JdbcTemplate.class), List.of(cleanup("missed")), Clock.systemUTC());
        Instant next = list.all().getFirst().next();
        return next == null ? Instant.MIN : next;
    }

    @Test
    void the_schedules_of_the_specification_are_on_and_shown_with_their_next_time() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> shown = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/api/v1/schedules"))
                            .header("Authorization", "Bearer " + Stack.shared().token("viewer"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body())
                    .contains(
                            "daily-full",
                            "daily-cleanup",
                            "daily-compaction",
                            "weekly-verify",
                            "monthly-drill",
                            "hourly-proof",
                            "\"next\":\"20");
        }
    }
}
