package io.chronoops.router.incident;

import static io.chronoops.router.policy.Severity.CRITICAL;
import static io.chronoops.router.policy.Severity.WARNING;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chronoops.router.incident.Notice.Action;
import io.chronoops.router.policy.Policies;
import io.chronoops.router.policy.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of each record of the log. */
class DecideTest {
    private final InMemoryState state = new InMemoryState(Policy.standard());
    private final Log log = new Log();

    @Test
    void the_same_trouble_joins_the_open_incident() {
        state.take(log.fired(ZERO, WARNING));
        Outcome outcome = state.take(log.fired(ofMinutes(1), WARNING));

        assertThat(outcome).isEqualTo(Outcome.JOINED);
        assertThat(state.incidents()).hasSize(1);
        assertThat(state.incidents().getFirst().story().occurrences()).isEqualTo(2);
        assertThat(state.notices()).hasSize(1);
    }

    @Test
    void other_trouble_is_an_incident_of_its_own() {
        state.take(log.fired(ZERO, WARNING));
        state.take(log.fired(ZERO, ZERO, "breach:disk|shop|/var", WARNING));

        assertThat(state.incidents()).hasSize(2);
        assertThat(state.notices()).extracting(notice -> notice.story().id()).doesNotHaveDuplicates();
    }

    @Test
    void an_acknowledgement_stops_the_tiers_and_is_told_to_all_who_were_paged() {
        String id = open(CRITICAL);
        Timer dba = state.timers().getFirst();
        state.take(log.timer(ofMinutes(15), dba));
        Timer backend = state.timers().getFirst();
        Outcome outcome = state.take(log.acknowledged(ofMinutes(16), id));

        assertThat(outcome).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(state.timers()).isEmpty();
        assertThat(state.notices())
                .extracting(Notice::action, Notice::receiver)
                .containsExactly(
                        tuple(Action.TRIGGER, "devops"),
                        tuple(Action.TRIGGER, "dba"),
                        tuple(Action.ACKNOWLEDGE, "devops"),
                        tuple(Action.ACKNOWLEDGE, "dba"));
        assertThat(state.take(log.timer(ofMinutes(30), backend))).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void what_is_cleared_is_resolved_and_told_to_all_who_were_paged() {
        String id = open(CRITICAL);
        Outcome outcome = state.take(log.cleared(ofMinutes(3)));

        assertThat(outcome).isEqualTo(Outcome.RESOLVED);
        assertThat(state.notices())
                .extracting(Notice::action, notice -> notice.story().id())
                .containsExactly(tuple(Action.TRIGGER, id), tuple(Action.RESOLVE, id));
        assertThat(state.timers()).isEmpty();
    }

    @Test
    void the_same_trouble_after_its_end_is_a_new_incident() {
        String first = open(WARNING);
        state.take(log.cleared(ofMinutes(3)));
        Outcome outcome = state.take(log.fired(ofMinutes(5), WARNING));

        assertThat(outcome).isEqualTo(Outcome.OPENED);
        assertThat(state.incidents()).hasSize(2);
        assertThat(state.notices().getLast().story().id()).isNotEqualTo(first);
    }

    @Test
    void worse_news_of_an_acknowledged_incident_pages_nobody() {
        String id = open(WARNING);
        state.take(log.acknowledged(ofMinutes(1), id));
        Outcome outcome = state.take(log.fired(ofMinutes(2), CRITICAL));

        assertThat(outcome).isEqualTo(Outcome.WORSENED);
        assertThat(state.incident(id)).containsInstanceOf(Incident.Acknowledged.class);
        assertThat(state.timers()).isEmpty();
    }

    @Test
    void a_person_may_close_what_is_open_or_acknowledged_once() {
        String id = open(CRITICAL);
        state.take(log.acknowledged(ofMinutes(1), id));

        assertThat(state.take(log.resolved(ofMinutes(2), id))).isEqualTo(Outcome.RESOLVED);
        assertThat(state.take(log.resolved(ofMinutes(3), id))).isEqualTo(Outcome.ALREADY_RESOLVED);
        assertThat(state.take(log.acknowledged(ofMinutes(3), id))).isEqualTo(Outcome.ALREADY_RESOLVED);
        assertThat(state.incident(id))
                .hasValueSatisfying(incident -> assertThat(incident).isInstanceOf(Incident.Resolved.class));
    }

    @Test
    void the_second_acknowledgement_changes_nothing() {
        String id = open(CRITICAL);
        state.take(log.acknowledged(ofMinutes(1), id));

        assertThat(state.take(log.acknowledged(ofMinutes(2), id))).isEqualTo(Outcome.ALREADY_ACKNOWLEDGED);
        assertThat(state.notices()).hasSize(2);
    }

    @Test
    void the_same_record_again_decides_nothing() {
        Logged record = log.fired(ZERO, CRITICAL);
        state.take(record);

        assertThat(state.take(record)).isEqualTo(Outcome.DUPLICATE);
        assertThat(state.notices()).hasSize(1);
        assertThat(state.incidents().getFirst().story().occurrences()).isOne();
    }

    @Test
    void what_concerns_no_incident_is_said_so() {
        assertThat(state.take(log.cleared(ZERO))).isEqualTo(Outcome.NOTHING_OPEN);
        assertThat(state.take(log.acknowledged(ZERO, "nowhere"))).isEqualTo(Outcome.NO_SUCH_INCIDENT);
        assertThat(state.take(log.record(ZERO, ZERO, new Entry.Unknown()))).isEqualTo(Outcome.NOT_UNDERSTOOD);
    }

    @Test
    void a_new_policy_is_for_incidents_that_open_after_it() {
        open(CRITICAL);
        var quick = Policies.every(Duration.ofSeconds(5));
        Outcome outcome = state.take(log.record(ofMinutes(1), ofMinutes(1), new Entry.PolicyChanged(quick)));
        state.take(log.fired(ofMinutes(2), ofMinutes(2), "breach:disk|shop|/var", CRITICAL));

        assertThat(outcome).isEqualTo(Outcome.ADOPTED);
        assertThat(state.timers())
                .extracting(Timer::due)
                .containsExactlyInAnyOrder(
                        Log.START.plus(ofMinutes(15)),
                        Log.START.plus(ofMinutes(2)).plusSeconds(5));
    }

    @Test
    void the_incident_says_what_happened_in_order() {
        String id = open(CRITICAL);
        state.take(log.acknowledged(ofMinutes(1), id));
        state.take(log.cleared(ofMinutes(2)));

        assertThat(state.incident(id).orElseThrow().story().notes())
                .extracting(Story.Note::text)
                .containsExactly(
                        "opened: shop: connections in use 95 %, critical above 90 %",
                        "tier devops is told through devops",
                        "acknowledged by ada",
                        "cleared: connections in use 20 %");
    }

    private String open(io.chronoops.router.policy.Severity severity) {
        state.take(log.fired(ZERO, severity));
        return state.incidents().getFirst().id();
    }
}
