package io.chronoops.cli;

import io.chronoops.cli.output.Json;
import io.chronoops.cli.session.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script of bash and zsh. */
@Command(
        name = "completion",
        description = "Print the completion script of bash and zsh.",
        footer = {"", "Example:", "  source <(chronoops completion)"})
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("chronoops", spec.root().commandLine());
        session.screen().text(Json.tree(Map.of("script", script)), script);
        return 0;
    }
}
