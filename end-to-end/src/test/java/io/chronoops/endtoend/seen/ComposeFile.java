package io.chronoops.endtoend.seen;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** docker-compose.yml, as far as tests look at it. */
record ComposeFile(JsonNode yaml, String text) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

    static ComposeFile read() {
        return new ComposeFile(Written.yaml("docker-compose.yml"), Written.text("docker-compose.yml"));
    }

    Set<String> services() {
        return Set.copyOf(yaml.get("services").propertyNames());
    }

    JsonNode service(String name) {
        return yaml.get("services").path(name);
    }

    /** All variables that it takes from .env. */
    Set<String> variables() {
        return VARIABLE.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Published ports as written: address:host:container. */
    Stream<String> ports(String service) {
        return strings(service(service).path("ports"));
    }

    /** Host paths that are mounted, and those that are built from. */
    List<String> hostPaths() {
        Stream<String> mounted = services().stream()
                .flatMap(service -> strings(service(service).path("volumes")))
                .map(volume -> volume.substring(0, volume.indexOf(':')));
        Stream<String> built = services().stream()
                .map(service -> service(service).at("/build/context").asString(""))
                .filter(context -> !context.isEmpty());
        return Stream.concat(mounted, built).distinct().toList();
    }

    static Stream<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::asString);
    }
}
