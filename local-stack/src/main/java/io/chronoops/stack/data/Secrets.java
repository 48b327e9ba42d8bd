package io.chronoops.stack.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/** Generated secrets, one a file that only its owner reads; made at the first asking, the same ever after. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private final Path folder;

    public Secrets(Path folder) {
        this.folder = folder;
        makeFolder(folder);
    }

    /** The secret of this name, such as kafka/admin. */
    public String get(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) write(file, random());
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the secret " + file, e);
        }
    }

    /** Keeps a given text as a secret. */
    public Path put(String name, String text) {
        Path file = folder.resolve(name);
        write(file, text);
        return file;
    }

    public Path folder() {
        return folder;
    }

    /** A new secret: letters, digits, - and _, safe in every file format that we write. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void write(Path file, String text) {
        try {
            Path folder = Objects.requireNonNull(file.getParent());
            makeFolder(folder);
            Path fresh = Files.createTempFile(folder, ".", ".new"); // mode 0600
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the secret " + file, e);
        }
    }

    private static void makeFolder(Path folder) {
        try {
            if (Files.isDirectory(folder)) return;
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }
}
