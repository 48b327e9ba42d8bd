package io.chronoops.cli.operation;

import io.chronoops.cli.exit.ExitCode;
import io.chronoops.cli.output.Json;
import io.chronoops.cli.output.Screen;
import io.chronoops.cli.output.View;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Says how an operation ended, and turns that into an exit code. */
public final class Conclude {
    private final Screen screen;

    /** Says it there. */
    public Conclude(Screen screen) {
        this.screen = screen;
    }

    /** The exit code of an operation that has ended. */
    public int conclude(JsonNode document, OutcomeView view) {
        OperationView operation = Json.as(OperationView.class, document);
        if (operation.succeeded()) {
            screen.done(document, view.of(operation));
            return ExitCode.DONE.code();
        }
        screen.done(document, View.text());
        String ended = operation.state().equals("failed") ? " failed" : " was " + operation.state();
        OperationView.Failure failure = operation.failure();
        screen.error(
                operation.title() + ended + (failure == null ? "" : ": " + failure.message()),
                failure == null ? "" : Objects.requireNonNullElse(failure.mend(), ""));
        return ExitCode.FAILED.code();
    }
}
