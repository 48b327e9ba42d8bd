package io.chronoops.endtoend;

import io.chronoops.endtoend.bench.BenchCommand;
import io.chronoops.endtoend.demo.DemoCommand;
import io.chronoops.endtoend.faults.FaultsCommand;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs what needs the whole product: the demo, the benchmarks, the fault rounds. */
@Command(
        name = "chronoops",
        description = "Runs the whole product on a local stack.",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, BenchCommand.class, FaultsCommand.class})
public final class EndToEndMain {
    private EndToEndMain() {}

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset(); // the registry's client warns of itself on the terminal
        System.exit(new CommandLine(new EndToEndMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
