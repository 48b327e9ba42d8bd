package io.chronoops.endtoend.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One change as both sides can tell it.
 *
 * @param key the identity before the change; empty: it has none, or the change left it as it is
 * @param columns what each column holds afterwards: the SHA-256 of its text, or one of the two words
 */
record Change(String op, String table, String key, Map<String, String> columns) {
    private static final String NULL = "null";
    private static final String UNCHANGED = "unchanged";

    /** Of a table that was emptied. */
    static Change truncate(String table) {
        return new Change("TRUNCATE", table, "", Map.of());
    }

    static String value(@Nullable String text) {
        return text == null ? NULL : sha256(text);
    }

    static String unchanged() {
        return UNCHANGED;
    }

    /** The change as one line. */
    String text() {
        return op + " " + table + " [" + key + "] " + new TreeMap<>(columns);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
