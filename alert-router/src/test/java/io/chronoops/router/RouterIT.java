package io.chronoops.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Severity;
import io.chronoops.router.inbound.Given;
import io.chronoops.stack.Stack;
import io.chronoops.stack.pager.Answer;
import io.chronoops.stack.pager.PageEvent.Action;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** From a breach to a page, on a real broker and registry, and through kill -9. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RouterIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration AFTER_RESTART = Duration.ofSeconds(90);
    private static final int LAST = Integer.MAX_VALUE;

    private final Stack stack = Stack.shared();
    private final OnCall onCall = new OnCall(stack);
    private final OtherServices others = new OtherServices(stack);
    private RouterProcess router;

    @BeforeAll
    void start() {
        router = RouterProcess.start(stack, onCall.pager);
    }

    @AfterEach
    void asUsual() {
        onCall.pager.answerAsUsual(OnCall.key(OnCall.DEVOPS));
    }

    @AfterAll
    void close() {
        router.close();
        others.close();
        onCall.close();
    }

    @Test
    void a_breach_pages_the_first_tier_then_the_second_and_an_acknowledgement_stops_it() {
        others.publish(Given.breach("taken", BreachKind.BREACHED, Severity.CRITICAL, Instant.now()));
        await().atMost(SOON).until(() -> onCall.triggers("taken", OnCall.DEVOPS) == 1);
        await().atMost(SOON).until(() -> onCall.triggers("taken", OnCall.DBA) == 1);
        String id = onCall.dedupKeys("taken").getFirst();
        Rest.Reply reply = router.rest().post("/api/v1/incidents/" + id + "/ack", "{\"by\":\"ada\"}");
        await().atMost(SOON).until(() -> onCall.told("taken", OnCall.DBA, Action.ACKNOWLEDGE) == 1);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(onCall.told("taken", OnCall.DEVOPS, Action.ACKNOWLEDGE)).isOne();
        await().during(Duration.ofSeconds(9)) // the times of the third tier and the fourth pass
                .atMost(SOON)
                .until(() -> onCall.messages("taken").isEmpty() && onCall.triggers("taken", OnCall.INFRA) == 0);
        assertThat(onCall.dedupKeys("taken")).hasSize(1);
        assertThat(router.rest().post("/api/v1/incidents/" + id + "/ack", "{}").status())
                .isEqualTo(409);
    }

    @Test
    void explains_an_incident_with_its_notes_notifications_and_deliveries() {
        others.publish(Given.breach("explain", BreachKind.BREACHED, Severity.WARNING, Instant.now()));
        await().atMost(SOON).until(() -> onCall.triggers("explain", OnCall.DEVOPS) == 1);
        String path = "/api/v1/incidents/" + onCall.dedupKeys("explain").getFirst();
        await().atMost(SOON).until(() -> router.rest().get(path).body().contains("\"state\":\"DELIVERED\""));
        var explained = router.rest().get(path).json();

        assertThat(explained.path("value").asString()).isEqualTo("95.3 %");
        assertThat(explained.path("notes").toString()).contains("tier devops is told");
        assertThat(explained.at("/notifications/0/delivery/answer").asString()).contains("202");
        assertThat(router.rest().get("/api/v1/incidents?state=open").body()).contains("explain");
        assertThat(router.rest().get("/api/v1/incidents/nowhere").status()).isEqualTo(404);
        assertThat(router.rest().postAsViewer(path + "/resolve").status()).isEqualTo(403);
        assertThat(router.rest().post(path + "/resolve", "{}").status()).isEqualTo(202);
        await().atMost(SOON).until(() -> onCall.told("explain", OnCall.DEVOPS, Action.RESOLVE) == 1);
        await().atMost(SOON)
                .until(() -> router.rest().get(path).json().path("resolvedBy").asString(""), "operator"::equals);
    }

    @Test
    void a_failed_backup_pages_and_the_next_good_one_resolves() {
        others.publish(Given.failed("backup", Instant.now()));
        await().atMost(SOON).until(() -> onCall.triggers("backup", OnCall.DEVOPS) == 1);
        others.publish(Given.succeeded("backup", Instant.now()));

        await().atMost(SOON).until(() -> onCall.told("backup", OnCall.DEVOPS, Action.RESOLVE) == 1);
    }

    @Test
    void a_receiver_that_fails_is_tried_again_and_delays_no_other() {
        onCall.pager.answerAlways(OnCall.key(OnCall.DEVOPS), Answer.failed());
        others.publish(Given.breach("retry", BreachKind.BREACHED, Severity.WARNING, Instant.now()));
        await().atMost(SOON).until(() -> onCall.triggers("retry", OnCall.DBA) == 1);
        assertThat(onCall.triggers("retry", OnCall.DEVOPS)).isZero();
        onCall.pager.answerAsUsual(OnCall.key(OnCall.DEVOPS));

        await().atMost(SOON).until(() -> onCall.triggers("retry", OnCall.DEVOPS) == 1);
    }

    @Test
    void what_nobody_can_read_is_put_aside_and_the_partition_goes_on() {
        others.publishGarbage(new byte[] {1, 2, 3});
        others.publishGarbage(new byte[] {0, 0, 0, 99, 99, 1});
        others.publish(Given.breach("aside", BreachKind.BREACHED, Severity.WARNING, Instant.now()));

        await().atMost(SOON).until(() -> onCall.triggers("aside", OnCall.DEVOPS) == 1);
        assertThat(router.rest().get("/actuator/prometheus").body().lines())
                .anyMatch(line -> line.startsWith("chronoops_router_inputs_total")
                        && line.contains("dead_letter")
                        && line.endsWith(" 2.0"));
    }

    @Test
    void kill_minus_9_between_tiers_loses_nobody_and_pages_nobody_under_two_keys() {
        others.publish(Given.breach("killed", BreachKind.BREACHED, Severity.CRITICAL, Instant.now()));
        await().atMost(SOON).until(() -> onCall.triggers("killed", OnCall.DEVOPS) == 1);
        router.kill();
        router = RouterProcess.start(stack, onCall.pager);

        await().atMost(AFTER_RESTART).until(() -> onCall.triggers("killed", OnCall.INFRA) == 1);
        assertThat(onCall.alerts("killed", OnCall.DEVOPS)).isOne();
        assertThat(onCall.alerts("killed", OnCall.DBA)).isOne();
        assertThat(onCall.messages("killed")).hasSize(1);
        assertThat(onCall.dedupKeys("killed")).hasSize(1);
    }

    @Tag("faults")
    @Test
    void killed_between_send_and_ledger_it_sends_again_under_the_same_key() {
        diesAt("router.between-send-and-ledger", "twice");

        await().atMost(AFTER_RESTART).until(() -> onCall.triggers("twice", OnCall.DEVOPS) == 2);
        assertThat(onCall.dedupKeys("twice")).hasSize(1);
        assertThat(onCall.alerts("twice", OnCall.DEVOPS)).isOne();
    }

    @Tag("faults")
    @Test
    void killed_after_a_decision_it_decides_the_same_again() {
        diesAt("router.after-decide", "again");

        await().atMost(AFTER_RESTART)
                .until(() -> onCall.triggers("again", OnCall.DEVOPS) > 0 && onCall.triggers("again", OnCall.DBA) > 0);
        assertThat(onCall.alerts("again", OnCall.DEVOPS)).isOne();
        assertThat(onCall.dedupKeys("again")).hasSize(1);
    }

    @Test
    void a_second_instance_takes_over_from_one_that_is_killed() {
        try (var second = RouterProcess.startSecond(stack, onCall.pager)) {
            others.publish(Given.breach("takeover", BreachKind.BREACHED, Severity.CRITICAL, Instant.now()));
            await().atMost(SOON).until(() -> onCall.triggers("takeover", OnCall.DEVOPS) == 1);
            router.kill();

            await().atMost(AFTER_RESTART).until(() -> onCall.triggers("takeover", OnCall.INFRA) == 1);
            assertThat(onCall.alerts("takeover", OnCall.DEVOPS)).isOne();
            assertThat(onCall.alerts("takeover", OnCall.DBA)).isOne();
            assertThat(onCall.dedupKeys("takeover")).hasSize(1);
            assertThat(second.rest().get("/api/v1/incidents").body()).contains("takeover");
        } finally {
            router = RouterProcess.start(stack, onCall.pager);
        }
    }

    @Test
    void what_a_receiver_refuses_is_given_up_and_counted() {
        onCall.pager.answerFor(OnCall.key(OnCall.DEVOPS), Answer.status(400));
        others.publish(Given.breach("refused", BreachKind.BREACHED, Severity.WARNING, Instant.now()));
        await().atMost(SOON).until(() -> onCall.triggers("refused", OnCall.DBA) == 1);

        assertThat(onCall.triggers("refused", OnCall.DEVOPS)).isZero();
        assertThat(router.rest().get("/actuator/prometheus").body().lines())
                .anyMatch(line -> line.startsWith("chronoops_deliveries_total")
                        && line.contains("receiver=\"devops\"")
                        && line.contains("state=\"gave_up\"")
                        && line.endsWith(" 1.0"));
    }

    @Tag("faults")
    @Test
    void a_registry_that_is_away_at_the_start_is_waited_for() {
        router.kill();
        others.publish(Given.breach("registry", BreachKind.BREACHED, Severity.WARNING, Instant.now()));
        stack.registry().kill();
        router = RouterProcess.launch(stack, onCall.pager);
        await().during(Duration.ofSeconds(8)).atMost(SOON).until(() -> onCall.triggers("registry", OnCall.DEVOPS) == 0);
        stack.registry().start();

        await().atMost(AFTER_RESTART).until(() -> onCall.triggers("registry", OnCall.DEVOPS) == 1);
    }

    @Tag("faults")
    @Test
    void killed_when_a_timer_was_written_it_pages_that_tier_once() {
        diesAt("router.after-timer", "timer");

        await().atMost(AFTER_RESTART)
                .until(() -> onCall.triggers("timer", OnCall.DEVOPS) > 0 && onCall.triggers("timer", OnCall.DBA) > 0);
        assertThat(onCall.alerts("timer", OnCall.DEVOPS)).isOne();
        assertThat(onCall.dedupKeys("timer")).hasSize(1);
    }

    @Test
    void a_broker_that_dies_and_comes_back_delays_and_loses_nothing() {
        others.publish(Given.breach("broker", BreachKind.BREACHED, Severity.WARNING, Instant.now()));
        await().atMost(SOON).until(() -> onCall.triggers("broker", OnCall.DEVOPS) == 1);
        stack.broker().kill();
        stack.broker().start();

        await().atMost(AFTER_RESTART).until(() -> onCall.triggers("broker", OnCall.DBA) == 1);
        assertThat(onCall.alerts("broker", OnCall.DEVOPS)).isOne();
    }

    /** Every input of all the tests before has its outcome, whatever died meanwhile. */
    @Test
    @Order(LAST)
    void the_reconciler_finds_every_input_with_one_outcome_and_every_notification_settled() {
        await().atMost(AFTER_RESTART).untilAsserted(() -> {
            var report = router.rest().get("/api/v1/reconciliation").json();
            assertThat(report.path("holds").asBoolean()).isTrue();
            assertThat(report.at("/inputs/total").asLong()).isPositive();
            assertThat(report.at("/inputs/accounted")).isEqualTo(report.at("/inputs/total"));
            assertThat(report.at("/notifications/pending").asLong()).isZero();
        });
    }

    private void diesAt(String point, String rule) {
        router.kill();
        var mortal = RouterProcess.startMortal(stack, onCall.pager, point);
        others.publish(Given.breach(rule, BreachKind.BREACHED, Severity.WARNING, Instant.now()));
        mortal.awaitFault();
        router = RouterProcess.start(stack, onCall.pager);
    }
}
