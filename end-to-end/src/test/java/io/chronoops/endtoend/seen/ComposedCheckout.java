package io.chronoops.endtoend.seen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A copy of what docker-compose needs, in which secrets may be generated. */
final class ComposedCheckout {
    private ComposedCheckout() {}

    /** Copies and generates. */
    static void make(Path folder) {
        for (String file : List.of("docker-compose.yml", "Dockerfile", "monitoring")) copy(file, folder);
        generate(folder);
    }

    static void generate(Path folder) {
        Command generated = Command.run(folder, Map.of(), List.of("monitoring/compose/generate-env.sh"));
        if (generated.exit() != 0) throw new AssertionError(generated.said());
    }

    private static void copy(String name, Path folder) {
        try (var files = Files.walk(Written.path(name))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, folder.resolve(Written.path("").relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
