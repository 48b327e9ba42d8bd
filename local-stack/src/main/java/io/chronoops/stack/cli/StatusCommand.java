package io.chronoops.stack.cli;

import io.chronoops.stack.Part;
import io.chronoops.stack.Stack;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which parts run and answer; exit code 1 where one does not. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows which parts of the stack run and answer.",
        footer = {"", "Example:", "  chronoops status --output json"})
final class StatusCommand implements Callable<Integer> {
    /** Forms of the answer. */
    enum Output {
        table,
        json
    }

    /** One part as it stands. */
    record Line(String part, int port, String pid, String state) {
        static Line of(Part part) {
            String pid = part.pid().isPresent() ? Long.toString(part.pid().getAsLong()) : "-";
            String state = part.isReady() ? "up" : part.isRunning() ? "silent" : "down";
            return new Line(part.name(), part.port(), pid, state);
        }

        String json() {
            return "{\"part\":\"%s\",\"port\":%d,\"pid\":%s,\"state\":\"%s\"}"
                    .formatted(part, port, pid.equals("-") ? "null" : pid, state);
        }
    }

    @Mixin
    private Where where = new Where();

    @Option(names = "--output", description = "table or json (default: ${DEFAULT-VALUE}).", defaultValue = "table")
    private Output output = Output.table;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path folder = where.folder();
        Optional<Stack> stack = where.stack(folder);
        List<Line> lines = stack.stream()
                .flatMap(one -> one.parts().stream())
                .map(Line::of)
                .toList();
        show(folder, lines);
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.state().equals("up")) ? 0 : 1;
    }

    private void show(Path folder, List<Line> lines) {
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json -> out.println(lines.stream().map(Line::json).collect(Collectors.joining(",", "[", "]")));
            case table -> {
                if (lines.isEmpty()) out.println("there is no stack in " + folder);
                for (Line line : lines)
                    out.printf(
                            "%-18s 127.0.0.1:%-6d pid %-8s %s%n", line.part(), line.port(), line.pid(), line.state());
            }
        }
    }
}
