package io.chronoops.backup.archive;

import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.cdc.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the messages that a prepared database writes into its own log: schema changes, heartbeats, markers. */
public final class DdlMessages {
    /** A schema change: {@code {"tag", "objects": [{"type", "schema", "table", "oid", "columns", "key", …}]}}, as prepare.sql writes it. */
    public static final String DDL = "chronoops.ddl";
    /** A sign of life once a second: {@code {"sequences": {"schema.name": value}}}. */
    public static final String HEARTBEAT = "chronoops.heartbeat";
    /** The end of an incremental backup: the operation's id. */
    public static final String MARKER = "chronoops.marker";

    /** Who works in this transaction, told by an application: a name. */
    public static final String USER = "chronoops.user";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DdlMessages() {}

    /** Whom a message names as the one who works in its transaction. */
    public static Optional<String> user(Message message) {
        return switch (message.getPrefix()) {
            case USER -> Optional.of(message.getContent()).filter(name -> !name.isBlank());
            case DDL -> told(message.getContent());
            default -> Optional.empty();
        };
    }

    private static Optional<String> told(String content) {
        try {
            return JSON.readTree(content).path("user").stringValueOpt();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** The schema changes that a message tells of; an unreadable one counts as a change of everything. */
    public static List<SchemaChange> changes(String content, long lsn, long xid, Instant at) {
        List<SchemaChange> changes = new ArrayList<>();
        try {
            JsonNode message = JSON.readTree(content);
            String tag = message.path("tag").asString("");
            for (JsonNode object : message.path("objects")) {
                changes.add(change(object, tag, lsn, xid, at));
            }
            return changes;
        } catch (JacksonException _) {
            return List.of(new SchemaChange(lsn, xid, at, "unreadable", "*", "*", 0, null, false, false, null));
        }
    }

    private static SchemaChange change(JsonNode object, String tag, long lsn, long xid, Instant at) {
        return new SchemaChange(
                lsn,
                xid,
                at,
                tag,
                object.path("schema").asString(""),
                object.path("table").asString(""),
                object.path("oid").asLong(0),
                object.has("columns") ? shape(object) : null,
                object.path("dropped").asBoolean(false),
                object.path("told").asBoolean(false),
                object.path("lost").stringValueOpt().orElse(null));
    }

    private static TableShape shape(JsonNode table) {
        List<TableShape.Column> columns = new ArrayList<>();
        for (JsonNode column : table.path("columns")) {
            columns.add(new TableShape.Column(
                    column.path("number").asInt(),
                    column.path("name").asString(),
                    column.path("type").asString(),
                    column.path("missing").stringValueOpt().orElse(null)));
        }
        return new TableShape(
                table.path("oid").asLong(),
                table.path("schema").asString(),
                table.path("table").asString(),
                table.path("published").asBoolean(),
                table.path("key").valueStream().map(JsonNode::asString).toList(),
                columns);
    }

    /** The sequences that a heartbeat samples. */
    static Map<String, Long> sequences(String content) {
        Map<String, Long> sequences = new HashMap<>();
        try {
            JSON.readTree(content).path("sequences").forEachEntry((name, value) -> {
                if (value.isNumber()) {
                    sequences.put(name, value.longValue());
                }
            });
        } catch (JacksonException _) {
            return Map.of();
        }
        return sequences;
    }
}
