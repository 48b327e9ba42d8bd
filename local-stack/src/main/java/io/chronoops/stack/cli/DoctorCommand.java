package io.chronoops.stack.cli;

import io.chronoops.stack.process.MachineLacks;
import io.chronoops.stack.process.StackProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is missing or misconfigured, and the mend; exit code 3 where the machine lacks something, 1 for the rest. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what is missing or misconfigured, and the mend.",
        footer = {"", "Example:", "  chronoops doctor"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private Where where = new Where();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path folder = where.folder();
        int worst = 0;
        for (Check check : Checks.of(folder, where.stack(folder))) worst = Math.max(worst, run(check));
        return worst;
    }

    private int run(Check check) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.printf("ok    %-20s %s%n", check.name(), check.finding().get());
            return 0;
        } catch (MachineLacks lacks) {
            out.printf("LACKS %-20s %s%n", check.name(), lacks.getMessage());
            return lacks.exitCode();
        } catch (StackProblem problem) {
            out.printf("WRONG %-20s %s%n", check.name(), problem.getMessage());
            return problem.exitCode();
        }
    }
}
