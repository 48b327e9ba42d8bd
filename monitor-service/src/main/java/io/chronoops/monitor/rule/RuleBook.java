package io.chronoops.monitor.rule;

import java.util.List;
import java.util.Optional;

/** The rules in force. */
public record RuleBook(List<Rule> rules, SightPolicy sight) {
    public RuleBook {
        rules = List.copyOf(rules);
    }

    /** The rules that judge a probe's readings. */
    List<Rule> of(String probe) {
        return rules.stream()
                .filter(rule -> rule.source().probe().equals(probe))
                .toList();
    }

    /** A rule by its id. */
    Optional<Rule> find(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
