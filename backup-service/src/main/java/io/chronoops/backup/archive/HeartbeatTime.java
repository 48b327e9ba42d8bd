package io.chronoops.backup.archive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When a heartbeat was written, as the source's clock said: {@code "at"} in its message, microseconds since 1970. */
final class HeartbeatTime {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HeartbeatTime() {}

    /** Empty where the message does not say: one of an older version, or not ours. */
    static Optional<Instant> of(String content) {
        try {
            JsonNode at = JSON.readTree(content).path("at");
            return at.isIntegralNumber()
                    ? Optional.of(Instant.EPOCH.plus(at.longValue(), ChronoUnit.MICROS))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
