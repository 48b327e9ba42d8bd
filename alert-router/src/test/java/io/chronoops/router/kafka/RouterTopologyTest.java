package io.chronoops.router.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chronoops.alerts.AlertEvent;
import io.chronoops.alerts.Incident;
import io.chronoops.alerts.IncidentState;
import io.chronoops.alerts.Notification;
import io.chronoops.alerts.NotificationAction;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Severity;
import io.chronoops.router.inbound.Given;
import io.chronoops.router.policy.Policies;
import io.chronoops.router.wire.WriteLog;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterTopologyTest {
    private static final Duration GAP = Duration.ofSeconds(10);

    @TempDir
    private Path state;

    private TopologyRun run;

    @BeforeEach
    void start() {
        run = new TopologyRun(Policies.every(GAP), state);
    }

    @AfterEach
    void end() {
        run.close();
    }

    @Test
    void a_breach_pages_tier_after_tier_until_it_is_acknowledged() {
        run.breaches.pipeInput(Given.connections(BreachKind.BREACHED, Severity.CRITICAL, run.now()));
        String id = run.incident().getId();
        run.pass(GAP.plusMillis(200));
        run.log.pipeInput(WriteLog.acknowledged("ack-1", id, "ada", run.now()), run.now());
        run.pass(GAP.multipliedBy(5));

        assertThat(run.notifications())
                .extracting(Notification::getAction, Notification::getReceiver, Notification::getDedupKey)
                .containsExactly(
                        tuple(NotificationAction.TRIGGER, "devops", id),
                        tuple(NotificationAction.TRIGGER, "dba", id),
                        tuple(NotificationAction.ACKNOWLEDGE, "devops", id),
                        tuple(NotificationAction.ACKNOWLEDGE, "dba", id));
        assertThat(run.incident().getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
    }

    @Test
    void left_alone_all_four_are_paged_each_once() {
        run.breaches.pipeInput(Given.connections(BreachKind.BREACHED, Severity.CRITICAL, run.now()));
        for (int i = 0; i < 50; i++) {
            run.pass(Duration.ofSeconds(1));
        }

        assertThat(run.notifications())
                .extracting(Notification::getReceiver)
                .containsExactly("devops", "dba", "backend-lead", "infra-lead");
        assertThat(run.incident().getPaged()).containsExactly("devops", "dba", "backend-lead", "infra-lead");
    }

    @Test
    void a_redelivered_breach_decides_nothing_twice() {
        var breach = Given.connections(BreachKind.BREACHED, Severity.WARNING, run.now());
        run.breaches.pipeInput(breach);
        run.breaches.pipeInput(breach);

        assertThat(run.notifications()).hasSize(1);
        assertThat(run.incident().getOccurrences()).isOne();
        assertThat(run.inputs("breach", "logged")).isEqualTo(2);
        assertThat(run.inputs("fired", "opened")).isEqualTo(1);
        assertThat(run.inputs("fired", "duplicate")).isEqualTo(1);
    }

    @Test
    void a_failed_backup_opens_an_incident_and_the_next_good_one_resolves_it() {
        run.operations.pipeInput(Given.failed("backup", run.now()));
        run.operations.pipeInput(Given.progress("backup", run.now()));
        Incident opened = run.incident();
        run.operations.pipeInput(Given.succeeded("backup", run.now()));

        assertThat(opened.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(run.incident().getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(run.inputs("operation", "not_an_alert")).isEqualTo(1);
        assertThat(run.notifications())
                .extracting(Notification::getAction)
                .containsExactly(NotificationAction.TRIGGER, NotificationAction.RESOLVE);
    }

    @Test
    void a_page_says_what_is_wrong_by_how_much_and_how_to_acknowledge() {
        run.breaches.pipeInput(Given.connections(BreachKind.BREACHED, Severity.CRITICAL, run.now()));
        Notification page = run.notifications().getFirst();

        assertThat(page.getSummary()).isEqualTo("shop: connections 95.3 %, above 80 %");
        assertThat(page.getValue()).isEqualTo("95.3 %");
        assertThat(page.getThreshold()).isEqualTo("80 %");
        assertThat(page.getEvidence()).isEqualTo("{\"used\":95,\"max\":100}");
        assertThat(page.getRunbook()).isEqualTo("runbooks/connections.md");
        assertThat(page.getHowToAcknowledge()).isEqualTo("chronoops incidents ack " + page.getIncidentId());
    }

    @Test
    void what_this_version_does_not_know_is_counted_and_left_alone() {
        run.breaches.pipeInput(Given.connections(BreachKind.UNKNOWN, Severity.CRITICAL, run.now()));
        run.log.pipeInput(
                AlertEvent.newBuilder()
                        .setId("1")
                        .setAt(run.now())
                        .setSource("a later version")
                        .build(),
                run.now());

        assertThat(run.notifications()).isEmpty();
        assertThat(run.inputs("breach", "unknown_kind")).isEqualTo(1);
        assertThat(run.inputs("unknown", "not_understood")).isEqualTo(1);
    }

    @Test
    void open_incidents_are_counted_by_severity() {
        run.breaches.pipeInput(Given.connections(BreachKind.BREACHED, Severity.CRITICAL, run.now()));
        run.pass(Duration.ofSeconds(1));

        assertThat(open("critical")).isEqualTo(1);
        run.breaches.pipeInput(Given.connections(BreachKind.CLEARED, Severity.CRITICAL, run.now()));
        run.pass(Duration.ofSeconds(1));

        assertThat(open("critical")).isZero();
    }

    private double open(String severity) {
        return run.meters
                .get("chronoops.incidents.open")
                .tag("severity", severity)
                .gauge()
                .value();
    }
}
