package io.chronoops.backup.capture;

import io.chronoops.backup.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Values too large for the log: kept in the repository by their hash before the event that refers to them is sent. */
public final class LargeValues {
    private static final int LIMIT = 256 * 1024;

    private final Repository repository;
    private final String folder;

    /** Of one database. */
    public LargeValues(Repository repository, String database) {
        this.repository = repository;
        this.folder = database + "/values/";
    }

    boolean isLarge(String text) {
        return text.length() > LIMIT;
    }

    /** Stores a value and returns its hash; the same value is stored once. */
    String store(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(sha256().digest(bytes));
        try {
            if (!repository.exists(folder + hash)) {
                try (var file = repository.create(folder + hash)) {
                    file.write(bytes);
                    file.commit();
                }
            }
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException("a large value cannot be written to " + repository.location(), e);
        }
    }

    /** Reads a value back and checks that it is what its hash says. */
    public String read(String hash) throws IOException {
        try (var in = repository.open(folder + hash)) {
            byte[] bytes = in.readAllBytes();
            if (!HexFormat.of().formatHex(sha256().digest(bytes)).equals(hash)) {
                throw new IOException(
                        "value " + hash + " in " + repository.location() + " is not what its name says: it is damaged");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
