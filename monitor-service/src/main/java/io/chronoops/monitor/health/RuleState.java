package io.chronoops.monitor.health;

import io.chronoops.monitor.Breach;
import io.chronoops.monitor.Sample;
import io.chronoops.monitor.health.Health.RuleHealth;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.Seen;
import io.chronoops.monitor.rule.BreachKey;
import io.chronoops.monitor.rule.Rule;
import io.chronoops.monitor.rule.Standing;
import io.chronoops.monitor.watch.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rule's part of a health report: a line for each subject that is not ok, or one for all that are. */
record RuleState(
        Rule rule, String database, Optional<Round> round, Map<String, Breach> open, Map<String, Standing> standings) {
    List<RuleHealth> report() {
        var lines = new ArrayList<RuleHealth>();
        open.values().stream()
                .filter(breach -> breach.getRule().equals(rule.id())
                        && breach.getDatabase().equals(database))
                .map(RuleState::line)
                .forEach(lines::add);
        if (round.isEmpty()) {
            lines.add(line("", "blind", null, "no reading yet"));
            return lines;
        }
        switch (round.get().sighting()) {
            case Blind blind -> lines.add(line("", "blind", null, blind.reason()));
            case Seen seen -> lines.addAll(seen(seen, lines.isEmpty()));
        }
        return lines;
    }

    private List<RuleHealth> seen(Seen seen, boolean nothingOpen) {
        List<Sample> samples = seen.samples().stream()
                .filter(sample -> sample.getMetric().equals(rule.source().metric()))
                .toList();
        List<RuleHealth> pending = samples.stream()
                .filter(sample -> isPending(sample.getSubject()))
                .map(sample ->
                        line(sample.getSubject(), "pending", sample.getValue(), "over its threshold, not yet for long"))
                .toList();
        if (!pending.isEmpty() || !nothingOpen) {
            return pending;
        }
        return samples.size() == 1
                ? List.of(line(
                        samples.getFirst().getSubject(),
                        "ok",
                        samples.getFirst().getValue(),
                        ""))
                : List.of(
                        line("", "ok", null, samples.isEmpty() ? "nothing to measure" : samples.size() + " subjects"));
    }

    private boolean isPending(String subject) {
        Standing standing = standings.get(new BreachKey(rule.id(), database, subject).toString());
        return standing != null && standing.active() == null && !standing.over().isEmpty();
    }

    private RuleHealth line(String subject, String state, @Nullable Double value, String summary) {
        return new RuleHealth(
                rule.id(),
                database,
                subject,
                state,
                value,
                null,
                null,
                summary,
                rule.wording().runbook());
    }

    private static RuleHealth line(Breach breach) {
        return new RuleHealth(
                breach.getRule(),
                breach.getDatabase(),
                breach.getSubject(),
                CheckHealth.state(breach),
                breach.getValue(),
                breach.getThreshold(),
                breach.getSince(),
                breach.getSummary(),
                breach.getRunbook());
    }

    /** What is told of the sight of probes. */
    static List<RuleHealth> sight(Map<String, Breach> open, List<String> databases) {
        return open.values().stream()
                .filter(breach -> databases.contains(breach.getDatabase()))
                .filter(breach -> breach.getRule().startsWith("sight-of-"))
                .map(RuleState::line)
                .toList();
    }
}
