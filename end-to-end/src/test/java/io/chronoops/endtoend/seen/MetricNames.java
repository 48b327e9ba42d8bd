package io.chronoops.endtoend.seen;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of metrics in PromQL and in docs/metrics.md. */
final class MetricNames {
    private static final Pattern BY_NAME = Pattern.compile("__name__=~?\"([^\"]+)\"");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z0-9_]*\\b(?!\\s*\\()");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z][a-z0-9_]*)` \\|");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "by", "on");

    private MetricNames() {}

    /** The metrics that an expression reads. */
    static Set<String> in(String expr) {
        Stream<String> byName = BY_NAME.matcher(expr)
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split("\\|")));
        String bare = expr;
        for (Pattern noise : new Pattern[] {STRING, SELECTOR, GROUPING}) {
            bare = noise.matcher(bare).replaceAll(" ");
        }
        Stream<String> named =
                NAME.matcher(bare).results().map(match -> match.group()).filter(name -> !WORDS.contains(name));
        return Stream.concat(byName, named).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The metrics that docs/metrics.md explains, as they are scraped. */
    static Set<String> documented() {
        return DOCUMENTED
                .matcher(Written.text("docs/metrics.md"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
