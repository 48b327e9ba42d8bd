package io.chronoops.backup.repository;

import io.chronoops.ops.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The repository's descriptions: pretty JSON that a person can read and a newer version may add to. */
public final class Json {
    private static final String SUM = ".sha256";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // not told by every version
            .build();

    private Json() {}

    /** Writes a description so that it appears whole or not at all; never encrypted: who lost the keys can still list. */
    public static void put(Repository repository, String path, Object value) throws IOException {
        put(repository, path, MAPPER.writeValueAsBytes(value));
    }

    private static void put(Repository repository, String path, byte[] bytes) throws IOException {
        try (var pending = repository.encrypting(false).create(path)) {
            pending.write(bytes);
            pending.commit();
        }
    }

    /**
     * Writes one that must not be trusted blindly: beside it lies its SHA-256 as sha256sum writes it. That comes first, so
     * that what is there has one.
     */
    public static void putSummed(Repository repository, String path, Object value) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(value);
        String line = sha256(bytes) + "  " + path.substring(path.lastIndexOf('/') + 1) + "\n";
        put(repository, path + SUM, line.getBytes(StandardCharsets.UTF_8));
        put(repository, path, bytes);
    }

    /** Reads one whose sum lies beside it; one of a version that wrote none is taken as it is. */
    public static <T> T getSummed(Repository repository, String path, Class<T> type) throws IOException {
        byte[] bytes;
        try (InputStream in = repository.open(path)) {
            bytes = in.readAllBytes();
        }
        try (InputStream in = repository.open(path + SUM)) {
            if (!new String(in.readAllBytes(), StandardCharsets.UTF_8).startsWith(sha256(bytes) + " ")) {
                throw new RepositoryFailed(
                        Reason.CORRUPT,
                        path + " is damaged: its SHA-256 is not the one in " + path + SUM,
                        "restore from another backup, by its id; put this one back from a copy, or remove its folder",
                        null);
            }
        } catch (NoSuchFileException _) {
            // not told by every version
        }
        return parse(path, bytes, type);
    }

    private static <T> T parse(String path, byte[] bytes, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new IOException(
                    path + " is not readable as " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A description in other words than a file's. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** What {@link #bytes} made; title: where it stands, for messages. */
    public static <T> T of(String title, byte[] bytes, Class<T> type) throws IOException {
        return parse(title, bytes, type);
    }

    /** Reads a description. */
    public static <T> T get(Repository repository, String path, Class<T> type) throws IOException {
        try (InputStream in = repository.open(path)) {
            return parse(path, in.readAllBytes(), type);
        }
    }
}
