package io.chronoops.endtoend.seen;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A dashboard as Grafana reads it. */
record Dashboard(JsonNode json) {
    static final String PATH = "monitoring/grafana/dashboards/postgresql-database-overview.json";

    /** One expression of a panel. */
    record Query(String panel, String expr) {
        /** As Grafana would send it with all variables at All. */
        String forEverything(String interval) {
            return expr.replace("$__rate_interval", interval).replaceAll("\\$(job|instance|database)", ".+");
        }
    }

    static Dashboard overview() {
        return new Dashboard(Written.json(PATH));
    }

    /** What shows data: every panel that is no headline. */
    List<JsonNode> panels() {
        return json.get("panels")
                .valueStream()
                .filter(panel -> !panel.get("type").asString().equals("row"))
                .toList();
    }

    List<Query> queries() {
        return panels().stream().flatMap(Dashboard::queries).toList();
    }

    List<JsonNode> variables() {
        return json.at("/templating/list").valueStream().toList();
    }

    JsonNode variable(String name) {
        return variables().stream()
                .filter(variable -> variable.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no variable " + name));
    }

    private static Stream<Query> queries(JsonNode panel) {
        return panel.get("targets")
                .valueStream()
                .map(target -> new Query(
                        panel.get("title").asString(), target.get("expr").asString()));
    }
}
