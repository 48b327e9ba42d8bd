package io.chronoops.backup.repository;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The repository's descriptions: pretty JSON that a person can read and a newer version may add to. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** Writes a description so that it appears whole or not at all; never encrypted: who lost the keys can still list. */
    public static void put(Repository repository, String path, Object value) throws IOException {
        try (var pending = repository.encrypting(false).create(path)) {
            pending.write(MAPPER.writeValueAsBytes(value));
            pending.commit();
        }
    }

    /** Reads a description. */
    public static <T> T get(Repository repository, String path, Class<T> type) throws IOException {
        try (InputStream in = repository.open(path)) {
            return MAPPER.readValue(in, type);
        } catch (JacksonException e) {
            throw new IOException(
                    path + " is not readable as " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
