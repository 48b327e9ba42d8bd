package io.chronoops.monitor.rule;

import io.chronoops.monitor.Severity;
import io.chronoops.monitor.rule.Rule.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules as configured, by id, and what not seeing means.
 *
 * @param runbooks where runbooks are: put before each rule's own
 */
@ConfigurationProperties("chronoops.monitoring")
public record RuleProperties(
        @DefaultValue Map<String, Threshold> rules,
        @DefaultValue Sight sight,
        @DefaultValue("docs/runbooks/") String runbooks) {

    /**
     * One rule.
     *
     * @param hold how long the value must stay bad
     * @param clear where it is good again; the mildest level where none is given
     * @param clearAfter how long it must stay good
     */
    public record Threshold(
            String probe,
            String metric,
            String says,
            @DefaultValue("count") String unit,
            @DefaultValue("ABOVE") Side side,
            Map<Severity, Double> levels,
            @Nullable Double clear,
            @DefaultValue("60s") Duration hold,
            @DefaultValue("60s") Duration clearAfter,
            @DefaultValue("true") boolean enabled,
            @Nullable String runbook) {
        Rule rule(String id, String runbooks) {
            if (levels == null || levels.isEmpty()) {
                throw new IllegalArgumentException("chronoops.monitoring.rules." + id + ".levels must not be empty");
            }
            var sorted = new ArrayList<>(levels.values());
            sorted.sort(null);
            double mildest = side == Side.ABOVE ? sorted.getFirst() : sorted.getLast();
            return new Rule(
                    id,
                    new Source(probe, metric),
                    new Bound(side, levels, clear == null ? mildest : clear),
                    hold,
                    clearAfter,
                    new Wording(says, unit, runbooks + (runbook == null ? id + ".md" : runbook)));
        }
    }

    /** See {@link SightPolicy}. */
    public record Sight(
            @DefaultValue("30s") Duration blindAfter,
            @DefaultValue("3") int staleAfter,
            @DefaultValue("WARNING") Severity severity,
            @DefaultValue Map<String, Severity> severities) {}

    /** The rules in force. */
    public RuleBook book() {
        List<Rule> enabled = new TreeMap<>(rules)
                .entrySet().stream()
                        .filter(rule -> rule.getValue().enabled())
                        .map(rule -> rule.getValue().rule(rule.getKey(), runbooks))
                        .toList();
        return new RuleBook(
                enabled,
                new SightPolicy(
                        sight.blindAfter(),
                        sight.staleAfter(),
                        sight.severity(),
                        sight.severities(),
                        runbooks + "breaches.md"));
    }
}
