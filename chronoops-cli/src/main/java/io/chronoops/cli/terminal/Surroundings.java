package io.chronoops.cli.terminal;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * The process around one call.
 *
 * @param folder the working directory
 * @param clock its zone is the zone of a person's times
 */
public record Surroundings(
        Streams streams, Terminal terminal, Map<String, String> environment, Path folder, Clock clock) {

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        Terminal terminal = Terminal.ofThisProcess();
        var streams = new Streams(
                new BufferedReader(new InputStreamReader(System.in, charset(terminal.in(), "stdin.encoding"))),
                writer(System.out, charset(terminal.out(), "stdout.encoding")),
                writer(System.err, charset(terminal.err(), "stderr.encoding")));
        return new Surroundings(
                streams, terminal, System.getenv(), Path.of("").toAbsolutePath(), Clock.system(ZoneId.systemDefault()));
    }

    /** Whether colours are welcome on a stream that is a terminal. */
    public boolean likesColour() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", ""));
    }

    /** A terminal gets its own encoding, a file or pipe UTF-8. */
    private static Charset charset(boolean terminal, String property) {
        String name = System.getProperty(property);
        return terminal && name != null ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private static PrintWriter writer(PrintStream stream, Charset charset) {
        return new PrintWriter(new OutputStreamWriter(stream, charset), true);
    }
}
