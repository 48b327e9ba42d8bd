package io.chronoops.cli;

import io.chronoops.cli.terminal.Streams;
import io.chronoops.cli.terminal.Surroundings;
import io.chronoops.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** All commands as they are registered. */
final class Commands {
    private Commands() {}

    static CommandLine all() {
        var streams = new Streams(
                new BufferedReader(Reader.nullReader()),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()));
        return Cli.commands(new Surroundings(streams, Terminal.none(), Map.of(), Path.of(""), Clock.systemUTC()));
    }
}
