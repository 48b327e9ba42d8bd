package io.chronoops.kit.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Passwords, one a file: {@code <folder>/<database>/<role>}. Nothing secret travels on a topic. */
public final class Secrets {
    private final Path folder;

    /** Secrets below this folder. */
    public Secrets(Path folder) {
        this.folder = folder;
    }

    /** The password of a role at a database; names the missing file. */
    public String password(String database, String role) {
        return read(database + "/" + role);
    }

    /** Any secret by its path below the folder. */
    public String read(String path) {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new IllegalArgumentException("secret " + path + " lies outside the secrets folder");
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SecretMissing(file, e);
        }
    }

    /** A secret that is not there or cannot be read. */
    public static final class SecretMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SecretMissing(Path file, IOException cause) {
            super(
                    "secret " + file
                            + " cannot be read: put the password into that file, readable by this service only",
                    cause);
        }
    }
}
