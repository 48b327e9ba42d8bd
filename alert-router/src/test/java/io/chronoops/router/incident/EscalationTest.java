package io.chronoops.router.incident;

import static io.chronoops.router.policy.Severity.CRITICAL;
import static io.chronoops.router.policy.Severity.INFO;
import static io.chronoops.router.policy.Severity.WARNING;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.router.policy.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told, when, as long as nobody has it. */
class EscalationTest {
    private final InMemoryState state = new InMemoryState(Policy.standard());
    private final Log log = new Log();

    @Test
    void the_first_tier_is_told_at_once_and_the_next_has_a_timer() {
        state.take(log.fired(ZERO, CRITICAL));

        assertThat(told()).containsExactly("devops");
        assertThat(state.timers()).extracting(Timer::due).containsExactly(Log.START.plus(ofMinutes(15)));
    }

    @Test
    void critical_runs_through_all_four_tiers_at_their_times_from_the_start() {
        state.take(log.fired(ZERO, CRITICAL));
        fireTimerAt(ofMinutes(15));
        fireTimerAt(ofMinutes(30));
        fireTimerAt(ofMinutes(45));

        assertThat(told()).containsExactly("devops", "dba", "backend-lead", "infra-lead");
        assertThat(state.timers()).isEmpty();
    }

    @Test
    void a_timer_that_fires_late_does_not_shift_the_tier_after_it() {
        state.take(log.fired(ZERO, CRITICAL));
        fireTimerAt(ofMinutes(16));

        assertThat(state.timers()).extracting(Timer::due).containsExactly(Log.START.plus(ofMinutes(30)));
    }

    @Test
    void warning_runs_through_the_first_two_tiers() {
        state.take(log.fired(ZERO, WARNING));
        fireTimerAt(ofMinutes(15));

        assertThat(told()).containsExactly("devops", "dba");
        assertThat(state.timers()).isEmpty();
    }

    @Test
    void info_is_recorded_and_told_to_nobody() {
        Outcome outcome = state.take(log.fired(ZERO, INFO));

        assertThat(outcome).isEqualTo(Outcome.RECORDED);
        assertThat(state.notices()).isEmpty();
        assertThat(state.incidents()).hasOnlyElementsOfType(Incident.Recorded.class);
    }

    @Test
    void worse_news_raises_the_severity_and_adds_its_tiers() {
        state.take(log.fired(ZERO, WARNING));
        fireTimerAt(ofMinutes(15));
        Outcome outcome = state.take(log.fired(ofMinutes(20), CRITICAL));

        assertThat(outcome).isEqualTo(Outcome.WORSENED);
        assertThat(told()).containsExactly("devops", "dba");
        assertThat(state.timers()).extracting(Timer::due).containsExactly(Log.START.plus(ofMinutes(30)));
        assertThat(state.incidents().getFirst().story().severity()).isEqualTo(CRITICAL);
    }

    @Test
    void milder_news_does_not_lower_it() {
        state.take(log.fired(ZERO, CRITICAL));
        Outcome outcome = state.take(log.fired(ofMinutes(1), WARNING));

        assertThat(outcome).isEqualTo(Outcome.JOINED);
        assertThat(state.incidents().getFirst().story().severity()).isEqualTo(CRITICAL);
        assertThat(state.timers()).hasSize(1);
    }

    @Test
    void after_a_downtime_overdue_tiers_are_told_one_by_one_a_breath_apart() {
        state.take(log.fired(ZERO, CRITICAL));
        fireTimerAt(ofMinutes(50));

        assertThat(told()).containsExactly("devops", "dba");
        assertThat(state.timers()).extracting(Timer::due).containsExactly(Log.START.plus(ofMinutes(51)));
    }

    @Test
    void an_alert_that_comes_late_waits_for_its_timer_even_at_the_first_tier() {
        state.take(log.fired(ZERO, ofMinutes(50), Log.KEY, CRITICAL));
        assertThat(told()).isEmpty();
        fireTimerAt(ofMinutes(50).plusSeconds(2));

        assertThat(told()).containsExactly("devops");
        assertThat(state.incidents().getFirst().story().opening().startedAt()).isEqualTo(Log.START);
    }

    @Test
    void an_alert_that_comes_late_and_is_over_by_then_is_told_to_nobody() {
        state.take(log.fired(ZERO, ofMinutes(50), Log.KEY, CRITICAL));
        Timer timer = state.timers().getFirst();
        state.take(log.cleared(ofMinutes(50)));
        Outcome outcome = state.take(log.timer(ofMinutes(51), timer));

        assertThat(outcome).isEqualTo(Outcome.EXPIRED);
        assertThat(state.notices()).isEmpty();
    }

    @Test
    void short_delays_of_a_demo_are_kept_to_the_second() {
        var quick = new InMemoryState(io.chronoops.router.policy.Policies.every(ofSeconds(5)));
        quick.take(log.fired(ZERO, CRITICAL));
        quick.take(log.timer(ofSeconds(5).plusMillis(300), quick.timers().getFirst()));

        assertThat(quick.timers()).extracting(Timer::due).containsExactly(Log.START.plusSeconds(10));
    }

    @Test
    void tiers_with_the_same_delay_are_told_together() {
        var together = new InMemoryState(io.chronoops.router.policy.Policies.every(ZERO));
        together.take(log.fired(ZERO, CRITICAL));

        assertThat(together.notices()).hasSize(4);
        assertThat(together.timers()).isEmpty();
    }

    private void fireTimerAt(Duration after) {
        state.take(log.timer(after, state.timers().getFirst()));
    }

    private List<String> told() {
        return state.notices().stream().map(Notice::tier).toList();
    }
}
