package io.chronoops.cli.incident;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who does it. */
final class InTheNameOf {
    @Option(names = "--by", paramLabel = "WHO", description = "In whose name (default: USER of the environment).")
    private @Nullable String by;

    String name(Map<String, String> environment) {
        return by == null ? environment.getOrDefault("USER", "") : by;
    }
}
