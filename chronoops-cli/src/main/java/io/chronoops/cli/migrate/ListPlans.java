package io.chronoops.cli.migrate;

import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Lists the plans that there are. */
@Command(
        name = "list",
        description = "List the plans that there are.",
        footer = {"", "Example:", "  chronoops migrate list"})
public final class ListPlans implements Callable<Integer> {
    private final Session session;

    /** For this call. */
    public ListPlans(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode documents = session.rest(Service.MIGRATION).get(Address.of("migrations"));
        List<PlanView> plans =
                documents.valueStream().map(one -> Json.as(PlanView.class, one)).toList();
        var table = new Table("there is no plan in this version", "PLAN", "TABLE", ">STEPS", "ABOUT");
        plans.forEach(plan -> table.row(plan.name(), plan.table(), plan.steps().size(), plan.about()));
        session.screen().answer(documents, table);
        return 0;
    }
}
