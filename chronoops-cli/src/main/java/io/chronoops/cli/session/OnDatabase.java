package io.chronoops.cli.session;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command is about. */
public final class OnDatabase {
    @Option(
            names = {"-d", "--database"},
            paramLabel = "NAME",
            description = "The operated database (default: the only one).")
    private @Nullable String name;

    /** As given; null: not given. */
    public @Nullable String name() {
        return name;
    }
}
