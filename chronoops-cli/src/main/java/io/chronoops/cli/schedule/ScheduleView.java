package io.chronoops.cli.schedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schedule as backup-service shows it. */
record ScheduleView(
        String name,
        String command,
        @Nullable String type,
        String cron,
        String zone,
        List<String> databases,
        @Nullable Instant last,
        @Nullable Instant lastFailure,
        @Nullable Instant next) {
    String what() {
        return type == null ? command : type + " " + command;
    }

    /** Its last try failed, and it is tried again. */
    boolean fails() {
        return lastFailure != null && (last == null || lastFailure.isAfter(last));
    }
}
