package io.chronoops.cli.schedule;

import picocli.CommandLine.Command;

/** Groups what is asked about schedules. */
@Command(
        name = "schedules",
        description = "What backup-service does without being asked: list.",
        footer = {
            "",
            "They are set in its configuration: chronoops.schedules.NAME.",
            "",
            "Example:",
            "  chronoops schedules list"
        })
public final class SchedulesCommand {}
