package io.chronoops.cli.session;

import picocli.CommandLine.Option;

/** Whether to go on without asking. */
public final class Consent {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask, go on.")
    private boolean yes;

    /** Whether it was given beforehand. */
    public boolean isGiven() {
        return yes;
    }
}
