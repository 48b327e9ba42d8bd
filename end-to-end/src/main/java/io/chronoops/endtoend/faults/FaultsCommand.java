package io.chronoops.endtoend.faults;

import picocli.CommandLine.Command;

/** The fault rounds. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description =
                "Kills and stops parts under load, on a stack of its own, and looks whether anything was lost or doubled.",
        subcommands = TimeMachineCommand.class)
public final class FaultsCommand {}
