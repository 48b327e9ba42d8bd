package io.chronoops.migration.plan;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules on the text of single statements: what must never be sent to a table in use, whoever wrote it. */
final class Statements {
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "concurrent-index",
                    "CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)",
                    "blocks writes while it builds: CREATE INDEX CONCURRENTLY"),
            new Rule(
                    "concurrent-index",
                    "DROP INDEX (?!CONCURRENTLY)",
                    "locks the table for all: DROP INDEX CONCURRENTLY"),
            new Rule("concurrent-index", "REINDEX (?!.*CONCURRENTLY)", "blocks writes: REINDEX … CONCURRENTLY"),
            new Rule(
                    "not-valid-first",
                    "ADD (CONSTRAINT \\S+ )?(FOREIGN KEY|CHECK)\\b(?!.*NOT VALID)",
                    "reads the table under its lock: add it NOT VALID, then VALIDATE"),
            new Rule(
                    "not-valid-first",
                    "ADD (CONSTRAINT \\S+ )?(UNIQUE|PRIMARY KEY)\\b(?!.*USING INDEX)",
                    "builds its index under the lock: build it concurrently, then USING INDEX"),
            new Rule("no-set-not-null", "SET NOT NULL", "reads the table under its lock: prove it by a CHECK first"),
            new Rule("no-rename", "\\bRENAME\\b", "the running application still uses the old name"),
            new Rule("no-rewrite", "\\b(VACUUM FULL|CLUSTER)\\b", "writes the table anew under its lock"));
    private static final Rule UNANNOUNCED =
            new Rule("no-drop", "\\bDROP (TABLE|COLUMN|NOT NULL)\\b", "takes something away: only a rollback may");

    private Statements() {}

    static Stream<Rule> check(String sql, Direction direction) {
        Stream<Rule> rules =
                direction == Direction.APPLY ? Stream.concat(RULES.stream(), Stream.of(UNANNOUNCED)) : RULES.stream();
        return rules.filter(rule -> rule.finds(sql));
    }

    /** A pattern over upper-cased SQL with single blanks, and what is wrong with what it finds. */
    record Rule(String rule, String pattern, String why) {
        boolean finds(String sql) {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                    .matcher(sql.replaceAll("\\s+", " "))
                    .find();
        }
    }
}
