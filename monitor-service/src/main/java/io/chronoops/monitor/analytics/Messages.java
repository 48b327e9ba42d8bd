package io.chronoops.monitor.analytics;

import io.chronoops.cdc.Message;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The logical messages that counting listens to. */
final class Messages {
    private static final String MARKS = "chronoops.analytics";
    private static final String MARK = "mark:";
    private static final String DDL = "chronoops.ddl";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Messages() {}

    /** The id of a mark: somebody wants to know the counts at the end of this transaction. */
    static Optional<String> mark(Message message) {
        return message.getPrefix().equals(MARKS) && message.getContent().startsWith(MARK)
                ? Optional.of(message.getContent().substring(MARK.length()))
                : Optional.empty();
    }

    /** Whether a tracked table came, went or changed its form: {@code {"tag", "objects": [{"schema", "table"}]}}. */
    static boolean reshapes(Message message, List<TrackedTable> tracked) {
        if (!message.getPrefix().startsWith(DDL)) {
            return false;
        }
        try {
            JsonNode ddl = JSON.readTree(message.getContent());
            if (ddl.path("tag").asString("").toUpperCase(Locale.ROOT).contains("INDEX")) {
                return false;
            }
            for (JsonNode object : ddl.path("objects")) {
                String schema = object.path("schema").asString("");
                String table = object.path("table").asString("");
                if (tracked.stream().anyMatch(each -> each.is(schema, table))) {
                    return true;
                }
            }
            return false;
        } catch (JacksonException _) {
            return true; // not readable: it may be any table
        }
    }
}
