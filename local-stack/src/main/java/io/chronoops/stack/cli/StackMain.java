package io.chronoops.stack.cli;

import io.chronoops.stack.process.StackProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs the local stack: up, down, status, doctor. */
@Command(
        name = "chronoops",
        description = "Runs the local stack and the services.",
        mixinStandardHelpOptions = true,
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, DoctorCommand.class})
public final class StackMain {
    private StackMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Exit codes: 0 done, 1 failed, 2 usage, 3 what the machine lacks. */
    static CommandLine commandLine() {
        return new CommandLine(new StackMain()).setExecutionExceptionHandler((failure, line, _) -> {
            line.getErr().println("chronoops: " + sentence(failure));
            return failure instanceof StackProblem problem ? problem.exitCode() : 1;
        });
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        return failure instanceof StackProblem && message != null ? message : failure.toString();
    }
}
