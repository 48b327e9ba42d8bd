package io.chronoops.endtoend.bench;

import io.chronoops.endtoend.place.Workbench;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Backups and restores against pg_dump, pg_restore and pgBackRest. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Builds a dataset, then measures backups and restores of backup-service, from the command on Kafka to the event",
            "of its success, against PostgreSQL's own tools and pgBackRest. Exit code 0: all was measured, met or not."
        },
        footer = {"", "Example:", "  chronoops bench backup --data /var/tmp/chronoops-bench --rounds 5 --output json"})
final class BackupBenchCommand implements Callable<Integer> {
    private static final int LEAST_ROWS = 1_000;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the largest table (default: ${DEFAULT-VALUE}).")
    private int rows = 2_000_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--output", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES} (default: table).")
    private Output output = Output.TABLE;

    @Option(names = "--only", paramLabel = "NAME", description = "Only this comparison: ${COMPLETION-CANDIDATES}.")
    private @Nullable Only only;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the dataset here, so that the next run need not build it.")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (rows < LEAST_ROWS) throw wrong("--rows must be " + LEAST_ROWS + " or more, was " + rows);
        if (rounds < 1) throw wrong("--rounds must be 1 or more, was " + rounds);
        var progress = new Progress(spec.commandLine().getErr());
        try (var workbench = data == null ? Workbench.temporary() : Workbench.in(data)) {
            Result result = new BackupBench(workbench, progress).run(rows, rounds, only);
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
