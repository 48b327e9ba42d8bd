package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Place;
import io.chronoops.endtoend.screen.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main job, end to end, on a stack of its own that is gone afterwards. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Backs a database up, changes it under load, wrecks it, brings it back to the transaction before, pages who is",
            "on call: on a stack of its own, in a temporary folder, on free ports of 127.0.0.1. Exit code 0: every check held."
        },
        footer = {"", "Example:", "  chronoops demo --rows 50000 --keep"})
public final class DemoCommand implements Callable<Integer> {
    private static final int LEAST_ROWS = 1_000;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of scrape_pages (default: ${DEFAULT-VALUE}).")
    private int rows = 200_000;

    @Option(names = "--keep", description = "Leave the stack up, and say how to look at it and how to end it.")
    private boolean keep;

    @Option(
            names = "--plant-corruption",
            description = "Change one byte of what was restored, to see that the comparison finds it (exit code 1).")
    private boolean plantCorruption;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (rows < LEAST_ROWS) {
            throw new ParameterException(spec.commandLine(), "--rows must be " + LEAST_ROWS + " or more, was " + rows);
        }
        var screen = Screen.ofTerminal(spec.commandLine().getOut());
        try (var place = Place.temporary(keep)) {
            place.endWithThisProcess();
            return new Demo(screen, place).run(rows, plantCorruption) ? 0 : 1;
        }
    }
}
