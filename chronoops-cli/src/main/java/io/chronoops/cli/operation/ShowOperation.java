package io.chronoops.cli.operation;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Facts;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.output.View;
import io.chronoops.cli.session.Session;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one operation. */
@Command(
        name = "show",
        description = "Show one operation: where it stands or how it ended.",
        footer = {"", "Example:", "  chronoops operations show 0198f2c4-7b1e-7c3a-9d52-1f0e6a7b8c9d"})
public final class ShowOperation implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The operation.")
    private String id = "";

    /** For this call. */
    public ShowOperation(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode document = new AllOperations(session).find(id).document();
        var operation = Json.as(OperationView.class, document);
        session.screen().answer(document, look -> view(operation, look).lines(look));
        return 0;
    }

    private static View view(OperationView operation, Look look) {
        var facts = new Facts()
                .add("operation", operation.id())
                .add("what", operation.title())
                .add("state", ListOperations.state(operation))
                .add("accepted", look.when(operation.acceptedAt()))
                .add("took", ListOperations.took(operation, look.now()));
        OperationView.Progress progress = operation.progress();
        if (progress != null && !operation.ended()) {
            facts.add("step", progress.step()).add("done", Amount.figures(progress, new Pace()));
        }
        OperationView.Failure failure = operation.failure();
        if (failure != null) {
            facts.add("reason", failure.reason())
                    .add("error", new Cell(failure.message(), Tone.BAD))
                    .add("mend", Objects.requireNonNullElse(failure.mend(), ""));
        }
        facts.add("outcome", Objects.requireNonNullElse(operation.summary(), ""));
        return facts.then(OutcomeView.details(operation, look));
    }
}
