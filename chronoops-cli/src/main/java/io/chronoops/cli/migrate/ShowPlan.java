package io.chronoops.cli.migrate;

import io.chronoops.cli.output.Json;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows what a plan would do. */
@Command(
        name = "plan",
        description = "Show what a plan would do: steps, locks, times, SQL. Changes nothing.",
        footer = {"", "Example:", "  chronoops migrate plan enhanced-filtering"})
public final class ShowPlan implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The plan.")
    private String name = "";

    @Option(names = "--rollback", description = "The way back instead.")
    private boolean rollback;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public ShowPlan(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String database = session.database(on, Service.MIGRATION);
        JsonNode document = new Migrations(session).one(name, database, rollback);
        session.screen().answer(document, new PlanLines(Json.as(PlanView.class, document), database, true));
        return 0;
    }
}
