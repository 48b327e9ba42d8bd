package io.chronoops.cli.backup;

import picocli.CommandLine.Command;

/** Groups what is done with the catalogue. */
@Command(
        name = "catalog",
        description = "The catalogue of backups.",
        footer = {"", "Example:", "  chronoops catalog rebuild --dry-run"})
public final class CatalogCommand {}
