package io.chronoops.cli.session;

import io.chronoops.cli.output.OutputForm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes. */
public final class Globals {
    private static final int LAST = 1000;

    @Option(
            names = "--context",
            paramLabel = "NAME|FILE",
            order = LAST,
            scope = ScopeType.INHERIT,
            description = "Which services, and as whom (default: what up wrote; CHRONOOPS_CONTEXT).")
    @Nullable
    String context;

    @Option(
            names = "--output",
            paramLabel = "table|json",
            order = LAST + 1,
            scope = ScopeType.INHERIT,
            description = "For a person, or one JSON document on stdout (default: table).")
    OutputForm output = OutputForm.TABLE;

    @Option(
            names = {"-q", "--quiet"},
            order = LAST + 2,
            scope = ScopeType.INHERIT,
            description = "Say nothing but answers and errors.")
    boolean quiet;

    @Option(
            names = {"-h", "--help"},
            order = LAST + 3,
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this and end.")
    boolean help;
}
