package io.chronoops.cli.migrate;

import picocli.CommandLine.Command;

/** Groups what is done with migration plans. */
@Command(
        name = "migrate",
        description = "Change the schema while the application runs: list, plan, apply, status, rollback.",
        footer = {"", "Example:", "  chronoops migrate plan enhanced-filtering"})
public final class MigrateCommand {}
