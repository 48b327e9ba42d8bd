package io.chronoops.endtoend.seen;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What promtool is asked about alerts, in monitoring/prometheus/tests. */
record AlertCases(Set<String> firing, Set<String> quiet) {
    static AlertCases all() {
        return new AlertCases(names(false), names(true));
    }

    private static Set<String> names(boolean quiet) {
        return cases().filter(each -> each.get("exp_alerts").isEmpty() == quiet)
                .map(each -> each.get("alertname").asString())
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> cases() {
        return Written.files("monitoring/prometheus/tests", ".yml").stream()
                .map(Written::yaml)
                .flatMap(file -> file.get("tests").valueStream())
                .flatMap(test -> test.get("alert_rule_test").valueStream());
    }
}
