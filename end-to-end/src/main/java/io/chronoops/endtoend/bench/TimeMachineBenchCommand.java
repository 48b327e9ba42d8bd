package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.place.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Capture, archive and points in time against what people would use instead. */
@Command(
        name = "time-machine",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast changes are captured and archived, what that costs the source, and how soon tables are back at a",
            "point in time, each beside a peer in the same run. Exit code 0: all was measured, met or not."
        },
        footer = {"", "Example:", "  chronoops bench time-machine --only many,hot --rounds 5 --output json"})
final class TimeMachineBenchCommand implements Callable<Integer> {
    private static final int LEAST = 1_000;

    @Option(
            names = "--changes",
            paramLabel = "N",
            description = "Row changes captured, and replayed by a restore (default: ${DEFAULT-VALUE}).")
    private int changes = 1_000_000;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of the large table; 2,000,000 are 2 GB (default: ${DEFAULT-VALUE}).")
    private int rows = 2_000_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long writers write where time is measured under load (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--output", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES} (default: table).")
    private Output output = Output.TABLE;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these comparisons: ${COMPLETION-CANDIDATES}.")
    private List<Work> only = List.of(Work.values());

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the dataset here, so that the next run need not build it.")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (changes < LEAST) throw wrong("--changes must be " + LEAST + " or more, was " + changes);
        if (rows < LEAST) throw wrong("--rows must be " + LEAST + " or more, was " + rows);
        if (seconds < 1) throw wrong("--seconds must be 1 or more, was " + seconds);
        if (rounds < 1) throw wrong("--rounds must be 1 or more, was " + rounds);
        var progress = new Progress(spec.commandLine().getErr());
        try (var workbench = data == null ? Workbench.temporary() : Workbench.in(data)) {
            Result result =
                    new TimeMachineBench(workbench, progress, new Sizes(changes, rows, seconds, rounds)).run(only);
            var out = spec.commandLine().getOut();
            out.print(output == Output.JSON ? new JsonSheet().of(result) : new TableSheet().of(result));
            out.flush();
            return 0;
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
