package io.chronoops.cli.incident;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Facts;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.rest.Service;
import io.chronoops.cli.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one incident with its story. */
@Command(
        name = "show",
        description = "Show one incident: what it is, its evidence, who was told, what happened.",
        footer = {"", "Example:", "  chronoops incidents show 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d"})
public final class ShowIncident implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The incident.")
    private String id = "";

    /** For this call. */
    public ShowIncident(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode document = session.rest(Service.ROUTER).get(Address.of("incidents", id));
        var incident = Json.as(IncidentView.class, document);
        session.screen().answer(document, look -> view(incident, look).lines(look));
        return 0;
    }

    private static View view(IncidentView incident, Look look) {
        View view = View.text(incident.summary()).then(facts(incident, look));
        List<IncidentView.Notification> told = Objects.requireNonNullElse(incident.notifications(), List.of());
        if (!told.isEmpty()) {
            view = view.then(View.text("", "told:")).then(told(told, look));
        }
        List<IncidentView.Note> notes = Objects.requireNonNullElse(incident.notes(), List.of());
        if (!notes.isEmpty()) {
            var story = new Facts();
            notes.forEach(note -> story.add(look.time(note.at()), note.text()));
            view = view.then(View.text("", "story:")).then(story);
        }
        return incident.state().equalsIgnoreCase("open")
                ? view.then(View.text("", "acknowledge it: chronoops incidents ack " + incident.id()))
                : view;
    }

    private static Facts facts(IncidentView incident, Look look) {
        return new Facts()
                .add("incident", incident.id())
                .add("state", incident.stateCell())
                .add("severity", incident.severityCell())
                .add("database", text(incident.database()))
                .add("subject", text(incident.subject()))
                .add("value", text(incident.value()))
                .add("threshold", text(incident.threshold()))
                .add("evidence", "{}".equals(incident.evidence()) ? "" : text(incident.evidence()))
                .add("runbook", text(incident.runbook()))
                .add("started", look.when(incident.startedAt()))
                .add("acknowledged", by(incident.acknowledgedAt(), incident.acknowledgedBy(), look))
                .add("resolved", by(incident.resolvedAt(), incident.resolvedBy(), look))
                .add("paged", String.join(", ", incident.pagedTiers()))
                .add("occurrences", incident.occurrences());
    }

    private static Table told(List<IncidentView.Notification> told, Look look) {
        var table = new Table("", "WHEN", "TIER", "RECEIVER", "WHAT", "OUTCOME", "");
        for (IncidentView.Notification one : told) {
            IncidentView.Delivery delivery = one.delivery();
            table.row(
                    look.time(one.at()),
                    one.tier(),
                    one.receiver(),
                    IncidentView.word(one.action()),
                    delivery == null ? Cell.dim("not sent yet") : Cell.of(IncidentView.word(delivery.state())),
                    delivery == null ? "" : text(delivery.answer()).replace('\n', ' '));
        }
        return table;
    }

    private static String by(@Nullable Instant at, @Nullable String by, Look look) {
        return at == null ? "" : look.when(at) + " by " + text(by);
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
