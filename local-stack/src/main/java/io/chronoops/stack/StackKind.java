package io.chronoops.stack;

import io.chronoops.stack.process.MachineLacks;
import java.util.Locale;
import java.util.Map;

/** What CHRONOOPS_STACK asks for. */
enum StackKind {
    LOCAL;

    private static final String KEY = "CHRONOOPS_STACK";

    /** The kind for this process. */
    static StackKind chosen() {
        return of(System.getenv());
    }

    /** auto is local too: containers are for where an engine answers and holds the images, and we start none yet. */
    static StackKind of(Map<String, String> environment) {
        String asked = environment.getOrDefault(KEY, "auto").toLowerCase(Locale.ROOT);
        return switch (asked) {
            case "auto", "local" -> LOCAL;
            case "containers" ->
                throw new MachineLacks(
                        KEY + "=containers: tests in containers are not built yet, the stack of this machine"
                                + " has the same real parts; unset it or say " + KEY + "=local");
            default -> throw new IllegalArgumentException(KEY + " is auto, local or containers, was " + asked);
        };
    }
}
