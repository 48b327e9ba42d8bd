package io.chronoops.kit.operation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operation as REST and the command line show it. */
public record OperationView(
        String id,
        String type,
        @Nullable String database,
        String state,
        Instant acceptedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable ProgressView progress,
        @Nullable String summary,
        Map<String, String> details,
        @Nullable FailureView failure) {

    /** How far it is. */
    public record ProgressView(String step, long done, long total, String unit) {}

    /** Why it failed or was rejected. */
    public record FailureView(
            String reason, String message, @Nullable String mend) {}

    /** Whether nothing more will happen. */
    public boolean ended() {
        return endedAt != null;
    }
}
