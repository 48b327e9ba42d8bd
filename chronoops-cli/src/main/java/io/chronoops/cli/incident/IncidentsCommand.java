package io.chronoops.cli.incident;

import picocli.CommandLine.Command;

/** Groups what is done with incidents. */
@Command(
        name = "incidents",
        description = "Incidents: who was paged, acknowledge, resolve.",
        footer = {"", "Example:", "  chronoops incidents list"})
public final class IncidentsCommand {}
