package io.chronoops.cli.operation;

import io.chronoops.cli.exit.ExitCode;
import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.View;
import io.chronoops.cli.rest.Address;
import io.chronoops.cli.session.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Cancels a running operation, and stays until it has stopped. */
@Command(
        name = "cancel",
        description = "Cancel an operation and wait until it has stopped.",
        footer = {"", "Example:", "  chronoops operations cancel 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d"})
public final class CancelOperation implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The operation.")
    private String id = "";

    @Mixin
    private Waiting waiting = new Waiting();

    /** For this call. */
    public CancelOperation(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AllOperations.Found found = new AllOperations(session).find(id);
        var operation = Json.as(OperationView.class, found.document());
        if (operation.ended()) {
            throw Trouble.failed(operation.title() + " has ended already: " + operation.state(), "");
        }
        Map<String, Object> command = new HashMap<>();
        command.put("database", operation.database());
        command.put("cancel", Map.of("operationId", id));
        JsonNode sent = session.rest(found.service()).post(Address.of("commands"), command);
        if (!waiting.isWanted()) {
            session.screen().done(sent, View.text("asked " + operation.title() + " to stop"));
            return ExitCode.DONE.code();
        }
        JsonNode ended = new FollowOperation(session, found.service()).untilEnded(id);
        return stopped(Json.as(OperationView.class, ended), ended);
    }

    private int stopped(OperationView operation, JsonNode document) {
        if (operation.state().equals("cancelled")) {
            session.screen().done(document, look -> View.text(look.tick() + " " + operation.title() + " was cancelled")
                    .lines(look));
            return ExitCode.DONE.code();
        }
        session.screen().done(document, View.text());
        session.screen().error(operation.title() + " ended before it could be stopped: " + operation.state(), "");
        return ExitCode.FAILED.code();
    }
}
