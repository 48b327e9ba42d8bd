package io.chronoops.cli.schedule;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Lists schedules. */
@Command(
        name = "list",
        description = "List the schedules: when each was last asked for, and when it is due next, in your time zone.",
        footer = {"", "Example:", "  chronoops schedules list --output json"})
public final class ListSchedules implements Callable<Integer> {
    private final Session session;

    /** For this call. */
    public ListSchedules(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode documents = session.rest(Service.BACKUP).get(Address.of("schedules"));
        List<ScheduleView> schedules = documents
                .valueStream()
                .map(one -> Json.as(ScheduleView.class, one))
                .toList();
        session.screen().answer(documents, look -> table(schedules, look).lines(look));
        return 0;
    }

    private static Table table(List<ScheduleView> schedules, Look look) {
        var table = new Table(
                "nothing is scheduled: set chronoops.schedules in backup-service's configuration",
                "NAME",
                "WHAT",
                "DATABASES",
                "CRON",
                "ZONE",
                "LAST",
                "NEXT");
        schedules.forEach(one -> table.row(
                one.name(),
                one.what(),
                one.databases().isEmpty() ? "all" : String.join(" ", one.databases()),
                one.cron(),
                one.zone(),
                one.fails() ? new Cell("cannot be published", Tone.BAD) : look.time(one.last()),
                look.when(one.next())));
        return table;
    }
}
