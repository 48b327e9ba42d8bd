package io.chronoops.stack;

import io.chronoops.stack.data.Ports;
import io.chronoops.stack.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The one stack that the tests of a JVM share. */
final class SharedStack {
    private static final String PREFIX = "chronoops-stack-";

    private SharedStack() {}

    static Stack get() {
        return Holder.STACK;
    }

    private static Stack start() {
        var stack = new Stack(new StackOptions(folder(), Ports.free(), false));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stack.kill();
            Folders.delete(stack.data());
        }));
        stack.start();
        return stack;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory(PREFIX);
            Files.setPosixFilePermissions(
                    folder, PosixFilePermissions.fromString("rwx--x--x")); // PostgreSQL's user passes
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the stack", e);
        }
    }

    private static final class Holder {
        static final Stack STACK = start();
    }
}
