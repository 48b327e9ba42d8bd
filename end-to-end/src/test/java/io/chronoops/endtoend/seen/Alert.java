package io.chronoops.endtoend.seen;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One alert of monitoring/prometheus/rules. */
record Alert(String name, String expr, JsonNode labels, JsonNode annotations) {
    static List<Alert> all() {
        return Written.files("monitoring/prometheus/rules", ".yml").stream()
                .map(Written::yaml)
                .flatMap(file -> file.get("groups").valueStream())
                .flatMap(group -> group.get("rules").valueStream())
                .map(rule -> new Alert(
                        rule.get("alert").asString(),
                        rule.get("expr").asString(),
                        rule.path("labels"),
                        rule.path("annotations")))
                .toList();
    }

    String label(String name) {
        return labels.path(name).asString("");
    }

    String annotation(String name) {
        return annotations.path(name).asString("");
    }
}
