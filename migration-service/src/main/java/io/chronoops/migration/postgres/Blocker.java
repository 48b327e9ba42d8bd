package io.chronoops.migration.postgres;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A session that others wait for.
 *
 * @param open how long its transaction has been open
 */
record Blocker(int pid, String user, String application, String state, Duration open, String query) {
    /** As a person reads it. */
    String words() {
        if (pid == 0) {
            return "a prepared transaction (see pg_prepared_xacts)";
        }
        return "pid " + pid + " (" + user + (application.isEmpty() ? "" : ", " + application) + ", " + state
                + ", transaction open for " + open.toSeconds() + " s" + (query.isEmpty() ? "" : ": " + query) + ")";
    }

    static String words(List<Blocker> blockers) {
        return blockers.stream().map(Blocker::words).collect(Collectors.joining("; "));
    }
}
