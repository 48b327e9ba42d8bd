package io.chronoops.backup.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;

/** A file of secrets. */
final class PrivateFile {
    private PrivateFile() {}

    /** Its text; one that everybody may read is refused. setting: the key that names the file. */
    static String read(Path file, String setting) {
        try {
            var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null && posix.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
                throw new IllegalArgumentException(
                        setting + ": everybody on this machine may read " + file + "; chmod 600 it");
            }
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            throw new IllegalArgumentException(setting + ": there is no file " + file);
        } catch (IOException e) {
            throw new IllegalArgumentException(setting + ": " + file + " cannot be read", e);
        }
    }
}
