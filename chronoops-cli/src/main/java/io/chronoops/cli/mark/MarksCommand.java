package io.chronoops.cli.mark;

import picocli.CommandLine.Command;

/** Groups what is done with the restore points that are there. */
@Command(
        name = "marks",
        description = "The restore points that are there: list.",
        footer = {"", "Example:", "  chronoops marks list"})
public final class MarksCommand {}
