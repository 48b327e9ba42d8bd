package io.chronoops.endtoend.screen;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** One line a step: a mark, what it is, what was measured, how long it took. Colours and waiting lines on a terminal only. */
public final class Screen {
    private static final int TITLE = 22;
    private static final int FIGURE = 58;
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String FAINT = "2";
    private static final String BOLD = "1";

    private final PrintWriter out;
    private final boolean isTerminal;
    private final boolean isColoured;

    Screen(PrintWriter out, boolean isTerminal, boolean isColoured) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.isColoured = isColoured;
    }

    /** Whatever this process writes to; NO_COLOR is respected. */
    public static Screen ofTerminal(PrintWriter out) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        String noColor = System.getenv("NO_COLOR");
        return new Screen(out, terminal, terminal && (noColor == null || noColor.isEmpty()));
    }

    public void heading(String name, String what) {
        print("\n" + paint(BOLD, name) + "  " + what + "\n\n");
    }

    /** What is going on, until its end replaces it. */
    public void begin(String title) {
        if (isTerminal) print(paint(FAINT, "  · " + title));
    }

    /** What came of it; only the first line of the figure stands beside the title. */
    public void end(String title, String text, boolean held, Duration took) {
        if (isTerminal) print("\r\u001b[K");
        String figure = text.lines().findFirst().orElse("");
        String time = String.format(Locale.ROOT, "%5.1f s", took.toMillis() / 1000.0);
        print("  " + mark(held) + " " + pad(title, TITLE)
                + (held ? pad(figure, FIGURE) : paint(RED, pad(figure, FIGURE))) + " " + paint(FAINT, time) + "\n");
        text.lines().skip(1).forEach(line -> print("      " + line.strip() + "\n"));
    }

    /** A line of the summary. */
    public void fact(String name, String text) {
        print("    " + paint(BOLD, pad(name, TITLE)) + text + "\n");
    }

    /** A line of the summary with a check. */
    public void check(String name, String text, boolean held) {
        print("  " + mark(held) + " " + paint(BOLD, pad(name, TITLE)) + text + "\n");
    }

    /** What to type to see something. */
    public void look(String what, String command) {
        print("    " + pad(what, TITLE) + paint(FAINT, command) + "\n");
    }

    public void blank() {
        print("\n");
    }

    public void note(String text) {
        print("\n" + text + "\n");
    }

    private String mark(boolean held) {
        return held ? paint(GREEN, "✓") : paint(RED, "✗");
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    private String paint(String colour, String text) {
        return isColoured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
