package io.chronoops.cli.incident;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists incidents, newest first. */
@Command(
        name = "list",
        description = "List the incidents that are open or acknowledged, newest first.",
        footer = {"", "Example:", "  chronoops incidents list --all"})
public final class ListIncidents implements Callable<Integer> {
    private final Session session;

    @Option(names = "--all", description = "The resolved and the merely recorded, too.")
    private boolean all;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "Look at the newest so many (default: 200).")
    private int limit;

    /** For this call. */
    public ListIncidents(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<JsonNode> documents = session.rest(Service.ROUTER)
                .get(Address.of("incidents").with("limit", limit))
                .valueStream()
                .filter(one -> all || Json.as(IncidentView.class, one).isOpen())
                .toList();
        List<IncidentView> incidents =
                documents.stream().map(one -> Json.as(IncidentView.class, one)).toList();
        session.screen()
                .answer(Json.tree(documents), look -> table(incidents, look).lines(look));
        return 0;
    }

    private Table table(List<IncidentView> incidents, Look look) {
        var table = new Table(
                all ? "no incident yet" : "no incident is open",
                "ID",
                "STATE",
                "SEVERITY",
                ">STARTED",
                "PAGED",
                "SUMMARY");
        incidents.forEach(one -> table.row(
                one.id(),
                one.stateCell(),
                one.severityCell(),
                look.age(one.startedAt()),
                one.pagedTiers().isEmpty() ? Cell.dim("nobody") : Cell.of(String.join(", ", one.pagedTiers())),
                one.summary()));
        return table;
    }
}
