package io.chronoops.router.delivery;

import static io.chronoops.alerts.NotificationAction.ACKNOWLEDGE;
import static io.chronoops.alerts.NotificationAction.TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.alerts.Delivery;
import io.chronoops.alerts.DeliveryState;
import io.chronoops.alerts.Notification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TellReceiverTest {
    private static final Answer OK = new Answer.Taken("202");
    private static final Answer DOWN = new Answer.Later("connection refused", Optional.empty(), true);
    private static final Answer BROKEN = new Answer.Later("500", Optional.empty(), false);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(1));

    private final Heard receiver = new Heard();
    private final Lines ledger = new Lines();
    private final Hand clock = new Hand();
    private final TellReceiver tell = new TellReceiver(receiver, ledger, BACKOFF, clock, new Random(1));

    @Test
    void writes_the_intent_tells_and_writes_the_outcome_with_the_offset() {
        tell.accept(7, Notices.of("a", TRIGGER));
        receiver.answers(OK);
        tell.next(8);

        assertThat(ledger.lines).containsExactly("INTENT 1 a", "DELIVERED 1 a up to 8");
        assertThat(tell.waiting()).isZero();
    }

    @Test
    void what_the_receiver_will_never_take_is_given_up_at_once() {
        tell.accept(7, Notices.of("a", TRIGGER));
        receiver.answers(new Answer.Refused("400"));
        tell.next(8);

        assertThat(ledger.lines).endsWith("GAVE_UP 1 a up to 8");
    }

    @Test
    void a_receiver_out_of_reach_is_tried_again_later_and_the_offset_stays() {
        tell.accept(7, Notices.of("a", TRIGGER));
        receiver.answers(DOWN, OK);
        tell.next(8);

        assertThat(tell.next(8)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        tell.next(8);

        assertThat(ledger.lines)
                .containsExactly("INTENT 1 a", "RETRYING 1 a up to 7", "INTENT 2 a", "DELIVERED 2 a up to 8");
    }

    @Test
    void it_waits_as_long_as_the_receiver_asks() {
        tell.accept(7, Notices.of("a", TRIGGER));
        receiver.answers(new Answer.Later("429", Optional.of(Duration.ofSeconds(20)), true), OK);
        tell.next(8);
        clock.pass(Duration.ofSeconds(19));
        assertThat(tell.next(8)).isEmpty();
        clock.pass(Duration.ofSeconds(1));

        assertThat(tell.next(8)).isPresent();
    }

    @Test
    void one_that_is_stuck_holds_up_no_other_incident() {
        tell.accept(7, Notices.of("a", TRIGGER));
        tell.accept(8, Notices.of("b", TRIGGER));
        receiver.answers(BROKEN, OK);
        tell.next(9);
        tell.next(9);

        assertThat(receiver.heard).containsExactly("a TRIGGER", "b TRIGGER");
        assertThat(ledger.lines).endsWith("DELIVERED 1 b up to 7");
    }

    @Test
    void within_an_incident_the_order_is_kept() {
        tell.accept(7, Notices.of("a", TRIGGER));
        tell.accept(8, Notices.of("a", ACKNOWLEDGE));
        receiver.answers(BROKEN, OK, OK);
        tell.next(9);

        assertThat(tell.next(9)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        tell.next(9);
        tell.next(9);

        assertThat(receiver.heard).containsExactly("a TRIGGER", "a TRIGGER", "a ACKNOWLEDGE");
    }

    @Test
    void after_the_configured_time_it_gives_up() {
        tell.accept(7, Notices.of("a", TRIGGER));
        clock.pass(Duration.ofHours(1));
        receiver.answers(DOWN);
        tell.next(8);

        assertThat(ledger.lines).endsWith("GAVE_UP 1 a up to 8");
    }

    @Test
    void what_the_ledger_calls_delivered_is_not_told_again() {
        Notification notification = Notices.of("a", TRIGGER);
        ledger.state.put(notification.getId(), DeliveryState.DELIVERED);
        tell.accept(7, notification);

        assertThat(tell.next(8)).isEmpty();
        assertThat(tell.settledBefore(8)).isEqualTo(8);
    }

    @Test
    void what_was_intended_before_a_crash_is_told_again() {
        Notification notification = Notices.of("a", TRIGGER);
        ledger.state.put(notification.getId(), DeliveryState.INTENT);
        tell.accept(7, notification);
        receiver.answers(OK);
        tell.next(8);

        assertThat(ledger.lines).containsExactly("INTENT 2 a", "DELIVERED 2 a up to 8");
    }

    @Test
    void it_keeps_the_receivers_pace() {
        receiver.pace = Duration.ofSeconds(1);
        tell.accept(7, Notices.of("a", TRIGGER));
        tell.accept(8, Notices.of("b", TRIGGER));
        receiver.answers(OK, OK);
        tell.next(9);

        assertThat(tell.next(9)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(tell.next(9)).isPresent();
    }

    /** Answers as told, remembers what it heard. */
    private static final class Heard implements Receiver {
        private final List<String> heard = new ArrayList<>();
        private final Deque<Answer> answers = new ArrayDeque<>();
        private Duration pace = Duration.ZERO;

        void answers(Answer... next) {
            answers.addAll(List.of(next));
        }

        @Override
        public String name() {
            return "devops";
        }

        @Override
        public Duration pace() {
            return pace;
        }

        @Override
        public Answer tell(Notification notification) {
            heard.add(notification.getIncidentId() + " " + notification.getAction());
            return answers.pop();
        }
    }

    /** A ledger of text lines. */
    private static final class Lines implements Ledger {
        private final List<String> lines = new ArrayList<>();
        private final Map<String, DeliveryState> state = new HashMap<>();

        @Override
        public Optional<Delivery> last(String notificationId) {
            return Optional.ofNullable(state.get(notificationId)).map(last -> Delivery.newBuilder()
                    .setId("line")
                    .setAt(Notices.AT)
                    .setSource("alert-router")
                    .setNotificationId(notificationId)
                    .setIncidentId("a")
                    .setReceiver("devops")
                    .setState(last)
                    .build());
        }

        @Override
        public void intend(Attempt attempt) {
            lines.add(
                    "INTENT " + attempt.number() + " " + attempt.notification().getIncidentId());
        }

        @Override
        public void settle(Attempt attempt, DeliveryState settled, String answer, long settledBefore) {
            lines.add(settled + " " + attempt.number() + " "
                    + attempt.notification().getIncidentId() + " up to " + settledBefore);
        }
    }

    /** A clock set by hand. */
    private static final class Hand extends Clock {
        private Instant now = Notices.AT;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
