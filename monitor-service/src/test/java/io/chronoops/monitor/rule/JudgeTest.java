package io.chronoops.monitor.rule;

import static io.chronoops.monitor.rule.Given.BOOK;
import static io.chronoops.monitor.rule.Given.blind;
import static io.chronoops.monitor.rule.Given.connections;
import static io.chronoops.monitor.rule.Given.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chronoops.monitor.Breach;
import io.chronoops.monitor.BreachKind;
import io.chronoops.monitor.Reading;
import io.chronoops.monitor.Severity;
import io.chronoops.monitor.reading.Cause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private final Memory memory = Memory.empty();
    private final List<Breach> told = new ArrayList<>();

    @Test
    void a_breach_says_culprit_value_threshold_and_freezes_its_evidence() {
        read(connections(0, 0.92));

        read(connections(60, 0.923));

        Breach breach = told.getFirst();
        assertThat(breach.getSummary()).isEqualTo("shop: connections in use 92.3 %, warning above 80 % for 60 s");
        assertThat(breach.getEvidence()).isEqualTo("{\"used\":92}");
        assertThat(breach.getCauseId()).isEqualTo("reading-60");
        assertThat(breach.getRuleVersion()).isEqualTo(Given.CONNECTIONS.version());
        assertThat(breach.getRunbook()).isEqualTo("runbooks/connections.md");
        assertThat(memory.active().under("")).containsOnlyKeys("connections|shop|");
    }

    @Test
    void a_probe_that_stays_blind_is_told_once_and_cleared_when_it_sees() {
        for (long second = 0; second <= 120; second += 15) {
            read(blind(second, Cause.NOT_PRIVILEGED));
        }

        read(connections(135, 0.1));

        assertThat(told)
                .extracting(Breach::getRule, Breach::getKind, Breach::getSeverity)
                .containsExactly(
                        tuple("sight-of-connections", BreachKind.BLIND, Severity.WARNING),
                        tuple("sight-of-connections", BreachKind.CLEARED, Severity.WARNING));
        assertThat(told.getFirst().getSummary()).contains("NOT_PRIVILEGED", "Mend: let it");
    }

    @Test
    void an_unreachable_database_is_left_to_the_rule_that_says_it_is_down() {
        for (long second = 0; second <= 600; second += 15) {
            read(blind(second, Cause.UNREACHABLE));
        }

        assertThat(told).isEmpty();
    }

    @Test
    void a_breach_stays_open_while_its_probe_is_blind() {
        read(connections(0, 0.9));
        read(connections(60, 0.9));

        read(blind(75, Cause.TIMEOUT));
        read(blind(105, Cause.TIMEOUT));
        read(connections(120, 0.9));

        assertThat(told)
                .extracting(Breach::getRule, Breach::getKind)
                .containsExactly(
                        tuple("connections", BreachKind.BREACHED),
                        tuple("sight-of-connections", BreachKind.BLIND),
                        tuple("sight-of-connections", BreachKind.CLEARED));
        assertThat(memory.active().under("")).containsOnlyKeys("connections|shop|");
    }

    @Test
    void a_probe_that_falls_silent_is_stale_after_three_intervals_and_cleared_by_its_next_reading() {
        read(connections(0, 0.1));
        for (long second = 1; second <= 61; second += 15) {
            read(heartbeat(second, "connections"));
        }
        read(connections(70, 0.1));

        assertThat(told)
                .extracting(Breach::getKind, Breach::getAt)
                .containsExactly(tuple(BreachKind.STALE, Given.at(46)), tuple(BreachKind.CLEARED, Given.at(70)));
    }

    @Test
    void a_probe_that_never_reads_at_all_is_stale_too() {
        for (long second = 0; second <= 60; second += 15) {
            read(heartbeat(second, "connections"));
        }

        assertThat(told).extracting(Breach::getKind).containsExactly(BreachKind.STALE);
    }

    @Test
    void a_monitor_that_slept_says_so_and_does_not_blame_the_probes() {
        read(connections(0, 0.9));
        read(heartbeat(0, "connections"));

        read(heartbeat(600, "connections"));
        read(connections(601, 0.9));

        assertThat(told)
                .extracting(Breach::getRule, Breach::getKind)
                .containsExactly(
                        tuple("sight-of-heartbeat", BreachKind.STALE), tuple("sight-of-heartbeat", BreachKind.CLEARED));
    }

    @Test
    void counters_that_started_over_are_told_for_the_record() {
        read(Given.reset(0));

        assertThat(told)
                .extracting(Breach::getKind, Breach::getSeverity)
                .containsExactly(tuple(BreachKind.RESET, Severity.INFO));
        assertThat(memory.active().under("")).isEmpty();
    }

    @Test
    void a_database_no_longer_watched_leaves_nothing_open() {
        read(heartbeat(0, "connections"));
        read(connections(0, 0.9));
        read(heartbeat(15, "connections"));
        read(heartbeat(30, "connections"));
        read(heartbeat(45, "connections"));
        read(connections(60, 0.9));

        read(heartbeat(61));

        assertThat(told).extracting(Breach::getKind).containsExactly(BreachKind.BREACHED, BreachKind.CLEARED);
        assertThat(memory.active().under("")).isEmpty();
        assertThat(memory.standings().under("")).isEmpty();
        assertThat(memory.visions().under("")).containsOnlyKeys("@monitor/heartbeat");
    }

    @Test
    void a_rule_taken_out_of_the_configuration_leaves_nothing_open() {
        read(connections(0, 0.9));
        read(connections(60, 0.9));
        var without = new Judge(new RuleBook(List.of(), Given.SIGHT), memory);

        told.addAll(without.judge(heartbeat(61, "connections")));

        assertThat(told.getLast().getSummary()).isEqualTo("shop: connections cleared: the rule is no more");
        assertThat(memory.active().under("")).isEmpty();
    }

    @Test
    void replayed_readings_give_the_same_breaches_to_the_last_byte() {
        var history = new ArrayList<Reading>();
        for (long second = 0; second < 1200; second += 15) {
            history.add(heartbeat(second, "connections"));
            history.add(second % 300 < 90 ? connections(second, 0.97) : connections(second, 0.2));
            if (second % 400 == 0) {
                history.add(blind(second, Cause.LOCKED));
            }
        }
        history.forEach(this::read);

        var again = new Judge(BOOK, Memory.empty());
        var replayed = history.stream().flatMap(r -> again.judge(r).stream()).toList();

        assertThat(replayed).hasSizeGreaterThan(6).isEqualTo(told);
    }

    private void read(Reading reading) {
        told.addAll(new Judge(BOOK, memory).judge(reading));
    }
}
