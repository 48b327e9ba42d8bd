package io.chronoops.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line as a whole. */
@Command(
        name = "chronoops",
        version = "chronoops 0.1.0-SNAPSHOT",
        description = "Operates PostgreSQL: backs up, restores to any second, watches, pages, migrates.",
        footer = {
            "",
            "Example:",
            "  chronoops backup --type=full",
            "",
            "In a checkout, ./chronoops also runs the local stack: demo, up, down, status, doctor.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 cannot connect or not allowed."
        })
final class Chronoops {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and end.")
    boolean version;
}
