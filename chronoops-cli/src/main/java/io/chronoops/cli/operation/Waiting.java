package io.chronoops.cli.operation;

import picocli.CommandLine.Option;

/** Whether to stay until an operation has ended. */
public final class Waiting {
    @Option(names = "--no-wait", description = "Send it and end; look later: chronoops operations show ID.")
    private boolean noWait;

    boolean isWanted() {
        return !noWait;
    }
}
