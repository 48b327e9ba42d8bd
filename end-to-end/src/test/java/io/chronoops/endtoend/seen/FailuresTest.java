package io.chronoops.endtoend.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/failures.md says of tests and reasons is so. */
class FailuresTest {
    private static final Pattern TEST = Pattern.compile("`([a-z]+(?:_[a-z0-9]+){3,})`");
    private static final Pattern CLASS = Pattern.compile("\\b([A-Z]\\w+(?:IT|Test))\\b");
    private static final Pattern REASON = Pattern.compile("`([A-Z]+_?[A-Z]+)`");

    private final String matrix = Written.text("docs/failures.md");

    @Test
    void every_fault_has_a_test_that_is_there() throws IOException {
        String tests = tests();
        List<String> named = named(TEST);

        assertThat(matrix.lines().filter(line -> line.startsWith("| ") && !line.startsWith("| fault")))
                .isNotEmpty()
                .allMatch(line -> CLASS.matcher(line).find());
        assertThat(named).isNotEmpty().allMatch(name -> tests.contains("void " + name + "("));
        assertThat(named(CLASS)).allMatch(name -> tests.contains(" " + name + " "));
    }

    @Test
    void every_reason_is_one() {
        assertThat(named(REASON))
                .isNotEmpty()
                .allMatch(Written.text("schemas/src/main/avro/OperationEvent.avdl")::contains);
    }

    private List<String> named(Pattern what) {
        return what.matcher(matrix)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }

    private static String tests() throws IOException {
        var tests = new StringBuilder();
        for (String module : List.of("backup-service", "monitor-service")) {
            try (Stream<Path> files = Files.walk(Written.path(module + "/src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(Written::text)
                        .forEach(tests::append);
            }
        }
        return tests.toString();
    }
}
