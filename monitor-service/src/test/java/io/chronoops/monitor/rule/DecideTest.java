package io.chronoops.monitor.rule;

import static io.chronoops.monitor.rule.Given.CONNECTIONS;
import static io.chronoops.monitor.rule.Given.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Severity;
import io.chronoops.monitor.rule.Decided.Change;
import io.chronoops.monitor.rule.Observation.Gone;
import io.chronoops.monitor.rule.Observation.Measured;
import io.chronoops.monitor.rule.Observation.Unseen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rule: above 0.8 a warning, above 0.95 critical, held 60 s; clear at 0.7 or less for 30 s. */
class DecideTest {
    private Standing standing = Standing.QUIET;
    private final List<Change> changes = new ArrayList<>();

    @Test
    void a_value_over_its_threshold_is_a_breach_only_when_it_stays_there() {
        measure(0, 0.9);
        measure(45, 0.9);
        assertThat(changes).isEmpty();

        measure(60, 0.92);

        assertThat(changes).containsExactly(new Change(BreachKind.BREACHED, Severity.WARNING, at(0), 0.92, 0.8));
    }

    @Test
    void a_dip_below_the_threshold_starts_the_clock_again() {
        measure(0, 0.9);
        measure(45, 0.79);
        measure(60, 0.9);

        measure(105, 0.9);

        assertThat(changes).isEmpty();
    }

    @Test
    void the_threshold_itself_is_not_over() {
        measure(0, 0.8);

        measure(600, 0.8);

        assertThat(changes).isEmpty();
    }

    @Test
    void a_breach_that_gets_graver_is_told_once_more() {
        measure(0, 0.9);
        measure(60, 0.97);
        measure(90, 0.97);

        measure(120, 0.97);

        assertThat(changes)
                .extracting(Change::kind, Change::severity, Change::threshold)
                .containsExactly(
                        tuple(BreachKind.BREACHED, Severity.WARNING, 0.8),
                        tuple(BreachKind.WORSENED, Severity.CRITICAL, 0.95));
    }

    @Test
    void a_value_critical_from_the_start_is_told_as_critical() {
        measure(0, 1.0);

        measure(60, 1.0);

        assertThat(changes).extracting(Change::severity).containsExactly(Severity.CRITICAL);
    }

    @Test
    void between_clear_and_threshold_a_breach_stays_open() {
        breach(0);

        measure(75, 0.75);
        measure(200, 0.75);

        assertThat(changes).hasSize(1);
        assertThat(standing.active()).isNotNull();
    }

    @Test
    void it_clears_when_the_value_stays_good() {
        breach(0);

        measure(75, 0.5);
        measure(90, 0.5);
        measure(105, 0.6);

        assertThat(changes.getLast()).isEqualTo(new Change(BreachKind.CLEARED, Severity.WARNING, at(75), 0.6, 0.7));
        assertThat(standing.isQuiet()).isTrue();
    }

    @Test
    void flaps_are_kept_65_s_bad_45_s_good_65_s_bad_are_two_breaches_and_two_clears() {
        for (int second = 0; second <= 300; second += 5) {
            boolean bad = second <= 65 || (second > 110 && second <= 175);
            measure(second, bad ? 0.9 : 0.1);
        }

        assertThat(changes)
                .extracting(Change::kind)
                .containsExactly(BreachKind.BREACHED, BreachKind.CLEARED, BreachKind.BREACHED, BreachKind.CLEARED);
    }

    @Test
    void time_that_nobody_saw_does_not_count_toward_a_breach() {
        measure(0, 0.9);
        see(new Unseen());

        measure(60, 0.9);

        assertThat(changes).isEmpty();
    }

    @Test
    void time_that_nobody_saw_does_not_clear_a_breach_either() {
        breach(0);
        measure(75, 0.1);
        see(new Unseen());

        measure(120, 0.1);

        assertThat(changes).hasSize(1);
    }

    @Test
    void a_subject_that_is_gone_clears_its_breach() {
        breach(0);

        see(new Gone(at(75)));
        see(new Gone(at(105)));

        assertThat(changes.getLast()).isEqualTo(new Change(BreachKind.CLEARED, Severity.WARNING, at(75), null, 0.7));
    }

    @Test
    void a_rule_without_hold_breaches_at_once() {
        var rule = Given.connections(Duration.ZERO, Duration.ZERO);

        var decided = Decide.decide(Standing.QUIET, new Measured(at(0), 0.9), rule);

        assertThat(decided.change()).isNotNull();
    }

    @Test
    void the_version_of_a_rule_changes_with_any_of_its_text() {
        var other = Given.connections(Duration.ofSeconds(61), CONNECTIONS.clearAfter());

        assertThat(other.version()).isNotEqualTo(CONNECTIONS.version());
        assertThat(Given.connections(CONNECTIONS.hold(), CONNECTIONS.clearAfter())
                        .version())
                .isEqualTo(CONNECTIONS.version());
    }

    private void breach(long second) {
        measure(second, 0.9);
        measure(second + 60, 0.9);
        assertThat(changes).hasSize(1);
    }

    private void measure(long second, double value) {
        see(new Measured(at(second), value));
    }

    private void see(Observation observation) {
        var decided = Decide.decide(standing, observation, CONNECTIONS);
        standing = decided.next();
        if (decided.change() != null) {
            changes.add(decided.change());
        }
    }
}
