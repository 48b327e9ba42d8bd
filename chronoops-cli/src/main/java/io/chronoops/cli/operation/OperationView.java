package io.chronoops.cli.operation;

import io.chronoops.cli.output.Human;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An operation as its service shows it. */
public record OperationView(
        String id,
        String type,
        @Nullable String database,
        String state,
        @Nullable Instant acceptedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Progress progress,
        @Nullable String summary,
        @Nullable Map<String, String> details,
        @Nullable Failure failure) {
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "cancelled", "rejected");

    /**
     * How far it is.
     *
     * @param total 0: not known
     */
    public record Progress(String step, long done, long total, String unit) {}

    /** Why it failed or was rejected. */
    public record Failure(
            String reason, String message, @Nullable String mend) {}

    /** Whether nothing more will happen. */
    public boolean ended() {
        return ENDS.contains(state);
    }

    /** Whether it did what it was asked. */
    public boolean succeeded() {
        return state.equals("succeeded");
    }

    /** A detail of its outcome; empty where it has none of this name. */
    public String detail(String name) {
        return details == null ? "" : Objects.requireNonNullElse(details.get(name), "");
    }

    /** What it is, in words: restore of shop. */
    public String title() {
        return Human.words(type) + (database == null ? "" : " of " + database);
    }
}
