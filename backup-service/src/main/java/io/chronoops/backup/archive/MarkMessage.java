package io.chronoops.backup.archive;

import io.chronoops.backup.archive.Segment.RestorePoint;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The message by which a restore point stands in the log: {@code {"name", "operation", "comment"}}.
 *
 * @param operation which command wrote it
 */
public record MarkMessage(String name, String operation, String comment) {
    /** Before it in the WAL. */
    public static final String PREFIX = "chronoops.mark";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As it is written. */
    public String content() {
        return JSON.writeValueAsString(Map.of("name", name, "operation", operation, "comment", comment));
    }

    /** As it was written; nothing where it has no name: somebody else's. */
    static Optional<MarkMessage> read(String content) {
        try {
            JsonNode message = JSON.readTree(content);
            return Optional.of(new MarkMessage(
                            message.path("name").asString(""),
                            message.path("operation").asString(""),
                            message.path("comment").asString("")))
                    .filter(mark -> !mark.name().isEmpty());
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    RestorePoint at(long xid, long lsn, Instant commitAt) {
        return new RestorePoint(name, operation, comment, xid, lsn, commitAt);
    }
}
