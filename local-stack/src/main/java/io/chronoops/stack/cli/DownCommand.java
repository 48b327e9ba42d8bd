package io.chronoops.stack.cli;

import io.chronoops.stack.Part;
import io.chronoops.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends every process of the stack; its data stays. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Ends the services and the stack; the data stays.",
        footer = {"", "Example:", "  chronoops down"})
final class DownCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path folder = where.folder();
        if (!Files.isDirectory(folder)) return say("there is no stack in " + folder);
        try (var _ = OneAtATime.in(folder);
                Stack stack = where.stack(folder).orElse(null)) {
            if (stack == null) return say("there is no stack in " + folder);
            long running = stack.parts().stream().filter(Part::isRunning).count();
            stack.close();
            stack.kill(); // what nobody noted
            return say("down: ended " + running + " parts; data stays in " + folder);
        }
    }

    private int say(String sentence) {
        spec.commandLine().getOut().println(sentence);
        return 0;
    }
}
