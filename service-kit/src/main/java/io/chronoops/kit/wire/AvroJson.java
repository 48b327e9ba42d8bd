package io.chronoops.kit.wire;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of our Avro records: fields by name, unset ones left out, timestamps as ISO-8601. Reads what older versions wrote. */
public final class AvroJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AvroJson() {}

    /** The record as JSON text. */
    public static String write(SpecificRecord record) {
        return JSON.writeValueAsString(tree(record));
    }

    /** The record as a JSON tree. */
    public static ObjectNode tree(IndexedRecord record) {
        ObjectNode object = NODES.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value != null) {
                object.set(field.name(), node(value));
            }
        }
        return object;
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case IndexedRecord record -> tree(record);
            case Collection<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(item -> array.add(item == null ? NODES.nullNode() : node(item)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((key, item) -> object.set(key.toString(), node(item)));
                yield object;
            }
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            default -> NODES.stringNode(value.toString());
        };
    }

    /** A record of this class from JSON text; what does not fit is named. */
    public static <T extends SpecificRecord> T read(String json, Class<T> type) {
        try {
            return read(JSON.readTree(json), type);
        } catch (JacksonException e) {
            throw new NotThisRecord("not JSON: " + e.getOriginalMessage());
        }
    }

    /** A record of this class from a JSON tree; what does not fit is named. */
    public static <T extends SpecificRecord> T read(JsonNode json, Class<T> type) {
        return type.cast(record(json, SpecificData.get().getSchema(type), ""));
    }

    private static IndexedRecord record(JsonNode json, Schema schema, String path) {
        if (!json.isObject()) {
            throw new NotThisRecord((path.isEmpty() ? "the body" : path) + " must be an object");
        }
        for (String name : json.propertyNames()) {
            if (schema.getField(name) == null) {
                throw new NotThisRecord(path + name + " is not a field of " + schema.getName() + "; it has "
                        + schema.getFields().stream().map(Schema.Field::name).toList());
            }
        }
        IndexedRecord record = (IndexedRecord) SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode value = json.get(field.name());
            record.put(
                    field.pos(),
                    value == null ? absent(field, path) : value(value, field.schema(), path + field.name()));
        }
        return record;
    }

    private static @Nullable Object absent(Schema.Field field, String path) {
        if (!field.hasDefaultValue()) {
            throw new NotThisRecord(path + field.name() + " is missing");
        }
        return SpecificData.get().getDefaultValue(field);
    }

    private static @Nullable Object value(JsonNode json, Schema schema, String path) {
        if (schema.getType() == Schema.Type.UNION) {
            return json.isNull() ? null : value(json, schema.getTypes().getLast(), path);
        }
        try {
            return switch (schema.getType()) {
                case RECORD -> record(json, schema, path + ".");
                case STRING -> json.stringValue();
                case INT -> json.intValue();
                case DOUBLE -> json.doubleValue();
                case BOOLEAN -> json.booleanValue();
                case LONG ->
                    schema.getLogicalType() == null ? (Object) json.longValue() : Instant.parse(json.stringValue());
                case ENUM -> symbol(json.stringValue(), schema, path);
                case ARRAY -> list(json, schema.getElementType(), path);
                case MAP -> map(json, schema.getValueType(), path);
                default -> throw new NotThisRecord(path + " is of a type that has no JSON form");
            };
        } catch (JacksonException | DateTimeParseException _) {
            throw new NotThisRecord(path + " = " + json + " is not "
                    + (schema.getLogicalType() == null
                            ? "a " + schema.getType().getName()
                            : "a time like 2026-01-31T10:00:00Z"));
        }
    }

    private static Object symbol(String symbol, Schema schema, String path) {
        if (!schema.hasEnumSymbol(symbol)) {
            throw new NotThisRecord(path + " = " + symbol + " is none of " + schema.getEnumSymbols());
        }
        return SpecificData.get().createEnum(symbol, schema);
    }

    private static List<@Nullable Object> list(JsonNode json, Schema element, String path) {
        if (!json.isArray()) {
            throw new NotThisRecord(path + " must be a list");
        }
        List<@Nullable Object> list = new ArrayList<>();
        json.forEach(item -> list.add(value(item, element, path + "[]")));
        return list;
    }

    private static Map<String, @Nullable Object> map(JsonNode json, Schema element, String path) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        json.forEachEntry((key, item) -> map.put(key, value(item, element, path + "." + key)));
        return map;
    }

    /** JSON that is not such a record; the message names what and where. */
    public static final class NotThisRecord extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotThisRecord(String message) {
            super(message);
        }

        /** With a sentence that names what does not fit. */
        public static NotThisRecord because(String message) {
            return new NotThisRecord(message);
        }
    }
}
