package io.chronoops.cli.database;

import picocli.CommandLine.Command;

/** Groups what is done with the operated databases. */
@Command(
        name = "databases",
        description = "The operated databases: prepare, add, check, list, remove.",
        footer = {"", "Example:", "  chronoops databases list"})
public final class DatabasesCommand {}
