package io.chronoops.cli;

import io.chronoops.cli.terminal.Surroundings;

/** The program chronoops. */
public final class ChronoopsMain {
    private ChronoopsMain() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(Cli.run(Surroundings.ofThisProcess(), arguments));
    }
}
