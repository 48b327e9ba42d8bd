package io.chronoops.cli.backup;

import picocli.CommandLine.Command;

/** Groups what is done with the backups that are there. */
@Command(
        name = "backups",
        description = "The backups that are there: list, show, verify, pin, unpin, export.",
        footer = {"", "Example:", "  chronoops backups list"})
public final class BackupsCommand {}
