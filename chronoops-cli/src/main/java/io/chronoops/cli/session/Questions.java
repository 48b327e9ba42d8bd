package io.chronoops.cli.session;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.terminal.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/** Asks the person at the terminal; where there is none, says which option answers instead. */
public final class Questions {
    private static final Set<String> YES = Set.of("y", "yes");

    private final Surroundings around;

    Questions(Surroundings around) {
        this.around = around;
    }

    /** Whether to go on, unless that was said beforehand. */
    public void agree(Consent consent, String question) {
        if (consent.isGiven()) {
            return;
        }
        String answer = ask(question + " [y/N] ", "say yes beforehand: --yes");
        if (!YES.contains(answer.toLowerCase(Locale.ROOT))) {
            throw Trouble.failed("not agreed, nothing was done", "");
        }
    }

    /** A text that must be typed exactly. */
    public void typed(String expected, String question, String option) {
        String answer = ask(question + " ", "say it beforehand: " + option);
        if (!answer.equals(expected)) {
            throw Trouble.failed("\"" + answer + "\" is not " + expected + ", nothing was done", "");
        }
    }

    private String ask(String question, String otherwise) {
        if (!around.terminal().in()) {
            throw Trouble.usage("this asks first, and there is no terminal to answer at", otherwise);
        }
        around.streams().err().print(question);
        around.streams().err().flush();
        try {
            String answer = around.streams().in().readLine();
            return answer == null ? "" : answer.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
