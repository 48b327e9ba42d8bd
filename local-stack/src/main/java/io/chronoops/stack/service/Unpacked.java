package io.chronoops.stack.service;

import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A service's executable jar laid out as plain jars, once for each build: so it starts in less than half the time, and the
 * JVM can keep its classes.
 *
 * @param folder where services are laid out
 */
record Unpacked(Path folder, String service) {

    /** The jar to run, laid out first where it is not yet. */
    Path of(Path executable, Path log) {
        Path unpacked = folder.resolve(service).resolve(stamp(executable));
        Path jar = unpacked.resolve(Objects.requireNonNull(executable.getFileName()));
        if (Files.exists(jar)) return jar;
        Folders.delete(folder.resolve(service)); // of former builds
        Path fresh = folder.resolve(service + "-" + ProcessHandle.current().pid());
        Folders.delete(fresh);
        JavaProgram.run(
                Folders.make(folder),
                log,
                "unpacking " + service,
                "-Djarmode=tools",
                "-jar",
                executable.toString(),
                "extract",
                "--destination",
                fresh.toString());
        Folders.make(folder.resolve(service));
        move(fresh, unpacked);
        return jar;
    }

    private static String stamp(Path jar) {
        try {
            return Long.toHexString(Files.getLastModifiedTime(jar).toMillis()) + "-"
                    + Long.toHexString(Files.size(jar));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + jar, e);
        }
    }

    /** Whole or not at all; where another stack of this repository was quicker, its work is ours. */
    private static void move(Path fresh, Path unpacked) {
        try {
            if (Files.exists(unpacked)) Folders.delete(fresh);
            else Files.move(fresh, unpacked);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put " + fresh + " to " + unpacked, e);
        }
    }
}
