package io.chronoops.cli;

import io.chronoops.cli.exit.ExitCode;
import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.session.Globals;
import io.chronoops.cli.session.Session;
import io.chronoops.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Runs one call in its surroundings. */
final class Cli {
    private static final int HELP_WIDTH = 100;

    private final Session session;
    private final CommandLine line;

    private Cli(Surroundings around) {
        var globals = new Globals();
        this.session = new Session(around, globals);
        boolean colours = around.terminal().out() && around.likesColour();
        this.line = new CommandTree(session)
                .build(globals)
                .setOut(around.streams().out())
                .setErr(around.streams().err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(around.terminal().width(), 80, HELP_WIDTH))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, _, _) -> failed(failure))
                .setParameterExceptionHandler((problem, _) -> misused(problem));
    }

    /** The exit code of the process. */
    static int run(Surroundings around, String... arguments) {
        int code = new Cli(around).line.execute(arguments);
        around.streams().out().flush();
        around.streams().err().flush();
        return code;
    }

    /** The commands, for who draws them. */
    static CommandLine commands(Surroundings around) {
        return new Cli(around).line;
    }

    private int failed(Exception failure) throws Exception {
        if (failure instanceof Trouble trouble) {
            session.screen().trouble(trouble);
            return trouble.exit().code();
        }
        throw failure;
    }

    private int misused(ParameterException problem) {
        session.screen()
                .error(
                        String.valueOf(problem.getMessage()),
                        problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }
}
