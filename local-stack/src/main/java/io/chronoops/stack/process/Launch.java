package io.chronoops.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What to run: a command, its environment beside ours, the folder it runs in, the file that takes what it prints. */
public record Launch(List<String> command, Map<String, String> environment, Path folder, Path log) {
    private static final boolean SETSID = Programs.find("setsid").isPresent();

    /** Starts it in a session of its own: Ctrl-C for us is not one for it, and its pid is that of the command. */
    public Process start() {
        var line = new ArrayList<String>();
        if (SETSID) line.add("setsid");
        line.addAll(command);
        var builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        }
    }

    /** Runs it to its end; anything but exit code 0 is a problem with what it printed. */
    public void run(String what) {
        try {
            int code = start().waitFor();
            if (code != 0) throw new StackProblem(what + " failed with exit code " + code + ": " + LogTail.of(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem(what + " was interrupted", e);
        }
    }
}
