package io.chronoops.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files and folders whose failure nobody can mend. */
public final class Folders {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Folders() {}

    public static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    /** A folder that only we enter. */
    public static Path makePrivate(Path folder) {
        if (!Files.isDirectory(folder)) permit(make(folder), "rwx------");
        return folder;
    }

    /** A folder that others may pass through, not read: PostgreSQL's user has its place in it. */
    public static void makeOpen(Path folder) {
        if (Files.isDirectory(folder)) return;
        make(folder);
        permit(folder, "rwx--x--x");
    }

    /** A file that only we read. */
    public static void writeSecret(Path file, String text) {
        write(file, "");
        permit(file, "rw-------");
        write(file, text);
    }

    private static void permit(Path path, String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot change the permissions of " + path, e);
        }
    }

    public static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Deletes what there is, the folder and everything in it, also while somebody who was just ended still wrote there. */
    public static void delete(Path folder) {
        Waiting.until(() -> isDeleted(folder), PATIENCE);
        if (Files.exists(folder)) throw new StackProblem("cannot delete " + folder + ": delete it by hand");
    }

    private static boolean isDeleted(Path folder) {
        if (!Files.exists(folder)) return true;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
