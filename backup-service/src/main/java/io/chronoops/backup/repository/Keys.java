package io.chronoops.backup.repository;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of a repository by their ids, oldest first: the last one encrypts, all of them decrypt. */
public final class Keys {
    /** The environment variable that may hold them in place of a file. */
    public static final String VARIABLE = "CHRONOOPS_ENCRYPTION_KEYS";

    private static final int BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String source;
    private final Map<String, byte[]> keys;

    private Keys(String source, Map<String, byte[]> keys) {
        this.source = source;
        this.keys = keys;
    }

    /** No keys: nothing can be encrypted, and what is encrypted is named by the key that it lacks. */
    public static Keys none() {
        return new Keys("chronoops.repository.encryption.keys-file, which is not set", Map.of());
    }

    /** Reads a file of lines "&lt;key id&gt; &lt;base64 of 32 bytes&gt;" that nobody but its owner and group may read. */
    public static Keys read(Path file) {
        return parse(PrivateFile.read(file, "chronoops.repository.encryption.keys-file"), file.toString());
    }

    /** Reads the same lines out of a text; source: where they come from, for people. */
    public static Keys parse(String text, String source) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(line, source + " line " + (i + 1), keys);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    source + " holds no key: write a line \"<key id> <base64 of 32 random bytes>\"");
        }
        return new Keys(source, keys);
    }

    private static void add(String line, String where, Map<String, byte[]> keys) {
        String[] parts = line.split("\\s+", -1);
        if (parts.length != 2 || !ID.matcher(parts[0]).matches()) {
            throw new IllegalArgumentException(
                    where + " is not \"<key id> <base64 of 32 bytes>\"; an id is 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        byte[] key = decoded(parts[1], where, parts[0]);
        if (key.length != BYTES) {
            throw new IllegalArgumentException(where + ": key " + parts[0] + " has " + key.length + " bytes, not "
                    + BYTES + "; make one with: openssl rand -base64 32");
        }
        if (keys.put(parts[0], key) != null) {
            throw new IllegalArgumentException(
                    where + ": key " + parts[0] + " is there already; give the new one an id of its own");
        }
    }

    private static byte[] decoded(String text, String where, String id) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            // the decoder's own message would tell a part of the key
            throw new IllegalArgumentException(where + ": key " + id + " is not base64");
        }
    }

    /** The id of the newest: the one that encrypts. */
    public Optional<String> newest() {
        return keys.keySet().stream().reduce((_, later) -> later);
    }

    Optional<byte[]> find(String id) {
        return Optional.ofNullable(keys.get(id)).map(key -> Arrays.copyOf(key, BYTES));
    }

    /** Where they come from and which ids there are. */
    String title() {
        return source + (keys.isEmpty() ? "" : " (it has " + String.join(", ", keys.keySet()) + ")");
    }
}
