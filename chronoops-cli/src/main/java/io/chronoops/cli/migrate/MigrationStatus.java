package io.chronoops.cli.migrate;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.OnDatabase;
import io.chronoops.cli.session.Session;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows where plans stand in a database. */
@Command(
        name = "status",
        description = "Show where all plans stand in a database, or one step by step.",
        footer = {"", "Example:", "  chronoops migrate status enhanced-filtering"})
public final class MigrationStatus implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The plan (default: all).")
    private @Nullable String name;

    @Mixin
    private OnDatabase on = new OnDatabase();

    /** For this call. */
    public MigrationStatus(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String database = session.database(on, Service.MIGRATION);
        var migrations = new Migrations(session);
        JsonNode document = name == null ? migrations.all(database) : migrations.one(name, database, false);
        View view = name == null ? all(document) : new PlanLines(Json.as(PlanView.class, document), database, false);
        session.screen().answer(document, view);
        return 0;
    }

    private static Table all(JsonNode documents) {
        var table = new Table("there is no plan in this version", "PLAN", "TABLE", "STATE", ">STEPS DONE");
        documents.valueStream().map(one -> Json.as(PlanView.class, one)).forEach(plan -> {
            String state = Objects.requireNonNullElse(plan.state(), "-");
            long done = plan.steps().stream()
                    .filter(step -> "done".equals(step.state()))
                    .count();
            table.row(
                    plan.name(),
                    plan.table(),
                    new Cell(PlanLines.words(state), PlanLines.tone(state)),
                    done + " of " + plan.steps().size());
        });
        return table;
    }
}
