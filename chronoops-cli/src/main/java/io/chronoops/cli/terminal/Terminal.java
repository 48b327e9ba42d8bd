package io.chronoops.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which of the streams end at a person, and what that person's screen can show.
 *
 * @param unicode whether it shows more than ASCII
 * @param width in columns
 */
public record Terminal(boolean in, boolean out, boolean err, boolean unicode, int width) {
    private static final int USUAL_WIDTH = 80;

    /** No person anywhere: a script, a pipe, a log. */
    public static Terminal none() {
        return new Terminal(false, false, false, true, USUAL_WIDTH);
    }

    /** That of this process. */
    public static Terminal ofThisProcess() {
        boolean err = isTerminal(2);
        boolean utf8 = StandardCharsets.UTF_8.name().equalsIgnoreCase(System.getProperty("stdout.encoding", ""));
        return new Terminal(isTerminal(0), isTerminal(1), err, utf8, err ? columns() : USUAL_WIDTH);
    }

    /** Java tells only whether all streams together are a terminal; Linux tells each. */
    private static boolean isTerminal(int stream) {
        Path link = Path.of("/proc/self/fd", Integer.toString(stream));
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
    }

    private static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectErrorStream(true)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (IOException | NumberFormatException _) {
            return USUAL_WIDTH;
        }
    }
}
