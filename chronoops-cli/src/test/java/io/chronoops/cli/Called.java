package io.chronoops.cli;

import io.chronoops.cli.terminal.Streams;
import io.chronoops.cli.terminal.Surroundings;
import io.chronoops.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** One call of the command line and all that came of it. */
record Called(int exit, String out, String err) {
    static final Instant NOW = Instant.parse("2026-08-27T12:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** By a script: nobody is at a terminal. */
    static Called with(Played services, String... arguments) {
        return with(services, Terminal.none(), "", arguments);
    }

    /** By a person who types this. */
    static Called typing(String typed, Played services, String... arguments) {
        return with(services, new Terminal(true, true, true, true, 100), typed, arguments);
    }

    /** Without any services known. */
    static Called alone(Path folder, String... arguments) {
        return in(folder, Map.of(), Terminal.none(), "", arguments);
    }

    static Called with(Played services, Terminal terminal, String typed, String... arguments) {
        var environment = Map.of("CHRONOOPS_CONTEXT", services.context().toString(), "USER", "oncall", "NO_COLOR", "1");
        return in(services.folder(), environment, terminal, typed, arguments);
    }

    static Called in(
            Path folder, Map<String, String> environment, Terminal terminal, String typed, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var streams = new Streams(
                new BufferedReader(new StringReader(typed)), new PrintWriter(out, true), new PrintWriter(err, true));
        int exit = Cli.run(
                new Surroundings(streams, terminal, new HashMap<>(environment), folder, Clock.fixed(NOW, ZONE)),
                arguments);
        return new Called(exit, out.toString(), err.toString());
    }
}
