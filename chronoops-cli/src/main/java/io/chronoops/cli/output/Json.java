package io.chronoops.cli.output;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON, read and written in one way everywhere. */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** A document from its text. */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** A document as one of our types; what it does not know is left out. */
    public static <T> T as(Class<T> type, JsonNode document) {
        return MAPPER.treeToValue(document, type);
    }

    /** Any value as a document. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Text, indented. */
    public static String text(JsonNode document) {
        return MAPPER.writeValueAsString(document);
    }
}
