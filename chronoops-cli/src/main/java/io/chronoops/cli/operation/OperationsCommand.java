package io.chronoops.cli.operation;

import picocli.CommandLine.Command;

/** Groups what is done with operations. */
@Command(
        name = "operations",
        description = "What was asked of the services, and how it ended.",
        footer = {"", "Example:", "  chronoops operations list"})
public final class OperationsCommand {}
