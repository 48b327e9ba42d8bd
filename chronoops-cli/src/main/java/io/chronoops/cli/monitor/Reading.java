package io.chronoops.cli.monitor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one probe saw last.
 *
 * @param sight ok or blind
 */
record Reading(
        String probe, Instant at, String sight, @Nullable String reason, List<Sample> samples) {

    /** One value; subject empty: of the whole database or server. */
    record Sample(String metric, String subject, double value, String unit, JsonNode evidence) {}

    boolean isBlind() {
        return sight.equals("blind");
    }
}
