package io.chronoops.stack;

import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders of test stacks, each with a note of its owner; one whose owner was killed is swept by the next. */
final class TemporaryStacks {
    private static final String PREFIX = "chronoops-stack-";
    private static final String OWNER = "owner";

    private TemporaryStacks() {}

    /** A new folder that this process owns. */
    static Path folder() {
        try {
            Path folder = Files.createTempDirectory(PREFIX);
            Files.setPosixFilePermissions(
                    folder, PosixFilePermissions.fromString("rwx--x--x")); // PostgreSQL's user passes
            Identity.of(ProcessHandle.current().pid())
                    .ifPresent(self -> Folders.write(folder.resolve(OWNER), self.text()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the stack", e);
        }
    }

    /** Ends and deletes the stacks of owners that run no more. */
    static void sweep() {
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        try (var folders = Files.newDirectoryStream(all, PREFIX + "*")) {
            for (Path folder : folders) if (isAbandoned(folder)) remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for stacks of former tests in " + all, e);
        }
    }

    private static boolean isAbandoned(Path folder) {
        try {
            String owner = Files.readString(folder.resolve(OWNER));
            return Identity.parse(owner).running().isEmpty();
        } catch (IOException | IllegalArgumentException e) {
            return false; // another user's, or just being made
        }
    }

    private static void remove(Path folder) {
        new Stack(StackOptions.forTest(folder)).kill();
        Folders.delete(folder);
    }
}
