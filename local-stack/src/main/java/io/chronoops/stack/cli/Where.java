package io.chronoops.stack.cli;

import io.chronoops.stack.Part;
import io.chronoops.stack.Stack;
import io.chronoops.stack.StackOptions;
import io.chronoops.stack.data.Built;
import io.chronoops.stack.data.DataFolder;
import io.chronoops.stack.data.Ports;
import io.chronoops.stack.process.OrdinaryUser;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class Where {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the stack (default: that of the last up, else .chronoops/data).")
    private @Nullable Path data;

    /** The folder that was named, or that of the last up. */
    Path folder() {
        return data == null ? folders().current() : data.toAbsolutePath().normalize();
    }

    /** The folder for up: that which was named, or the usual one. */
    Path folderForUp() {
        return data == null ? folders().usual() : data.toAbsolutePath().normalize();
    }

    /** The stack that was brought up in the folder, or none. */
    Optional<Stack> stack(Path folder) {
        return Ports.read(folder.resolve("ports")).map(ports -> new Stack(new StackOptions(folder, ports, true)));
    }

    /** Whether anything of it runs. */
    static boolean runs(Stack stack) {
        return stack.parts().stream().anyMatch(Part::isRunning);
    }

    static DataFolder folders() {
        return new DataFolder(Built.repository(), OrdinaryUser.find());
    }
}
