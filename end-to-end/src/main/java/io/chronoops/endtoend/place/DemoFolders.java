package io.chronoops.endtoend.place;

import io.chronoops.stack.Stack;
import io.chronoops.stack.StackOptions;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.process.Folders;
import io.chronoops.stack.process.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders of demos, each with a note of its owner; one whose owner was killed is swept by the next demo. */
final class DemoFolders {
    private static final String PREFIX = "chronoops-demo-";
    private static final String OWNER = "owner";

    private DemoFolders() {}

    static Path make() {
        try {
            Path folder = Files.createTempDirectory(PREFIX);
            Files.setPosixFilePermissions(
                    folder, PosixFilePermissions.fromString("rwx--x--x")); // PostgreSQL's user passes
            Identity.of(ProcessHandle.current().pid())
                    .ifPresent(self -> Folders.write(folder.resolve(OWNER), self.text()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the demo", e);
        }
    }

    /** It stays when its owner ends. */
    static void disown(Path folder) {
        Folders.delete(folder.resolve(OWNER));
    }

    static void sweep() {
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        try (var folders = Files.newDirectoryStream(all, PREFIX + "*")) {
            for (Path folder : folders) if (isAbandoned(folder)) remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for former demos in " + all, e);
        }
    }

    private static boolean isAbandoned(Path folder) {
        try {
            return Identity.parse(Files.readString(folder.resolve(OWNER)))
                    .running()
                    .isEmpty();
        } catch (IOException | IllegalArgumentException e) {
            return false; // kept, another user's, or just being made
        }
    }

    private static void remove(Path folder) {
        Ports ports = Ports.read(folder.resolve("ports")).orElseGet(Ports::free);
        new Stack(new StackOptions(folder, ports, true)).kill();
        Folders.delete(folder);
    }
}
