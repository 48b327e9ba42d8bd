package io.chronoops.cli.output;

import io.chronoops.cli.exit.Trouble;
import io.chronoops.cli.terminal.Surroundings;
import java.io.Writer;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The one place that writes: answers to stdout, everything beside them to stderr. */
public final class Screen {
    private final Surroundings around;
    private final OutputForm form;
    private final boolean quiet;

    /** Writes in this form. */
    public Screen(Surroundings around, OutputForm form, boolean quiet) {
        this.around = around;
        this.form = form;
        this.quiet = quiet;
    }

    /** The answer to what was asked: the document for a program, the view for a person. */
    public void answer(JsonNode document, View view) {
        switch (form) {
            case JSON -> around.streams().out().println(Json.text(document));
            case TABLE -> view.lines(outLook()).forEach(around.streams().out()::println);
        }
    }

    /** The outcome of something done; a quiet call does not hear of it. */
    public void done(JsonNode document, View view) {
        if (form == OutputForm.JSON || !quiet) {
            answer(document, view);
        }
    }

    /** A text that is the answer itself, such as a script; a program gets the document. */
    public void text(JsonNode document, String text) {
        answer(document, View.text(text.stripTrailing()));
    }

    /** Where an answer goes that comes as a stream, the same for a person and a program. */
    public Writer stream() {
        return around.streams().out();
    }

    /** Something on the way, for a person. */
    public void note(String line) {
        if (!quiet) {
            around.streams().err().println(line);
        }
    }

    /** Something on the way, for a person, unless quiet. */
    public void note(View view) {
        view.lines(errLook()).forEach(this::note);
    }

    /** Something on the way that even a quiet call must hear. */
    public void tell(String line) {
        around.streams().err().println(line);
    }

    /** Something that is not as it should be, but does not stop us. */
    public void warn(String line) {
        around.streams().err().println(errLook().paint(Tone.ATTENTION, "warning: ") + line);
    }

    /** Why it did not work: a sentence and its mend; a program gets it as its document. */
    public void trouble(Trouble trouble) {
        error(trouble.sentence(), trouble.mend());
        if (form == OutputForm.JSON) {
            around.streams()
                    .out()
                    .println(Json.text(Json.tree(Map.of(
                            "error",
                            trouble.sentence(),
                            "mend",
                            trouble.mend(),
                            "exitCode",
                            trouble.exit().code()))));
        }
    }

    /** A sentence and its mend, on stderr. */
    public void error(String sentence, String mend) {
        around.streams().err().println(errLook().paint(Tone.BAD, "error: ") + sentence);
        if (!mend.isBlank()) {
            around.streams().err().println(errLook().paint(Tone.BOLD, "mend:  ") + mend);
        }
    }

    /** Whether nothing but answers and errors is wanted. */
    public boolean isQuiet() {
        return quiet;
    }

    /** How things look on stdout. */
    public Look outLook() {
        return look(around.terminal().out());
    }

    /** How things look on stderr. */
    public Look errLook() {
        return look(around.terminal().err());
    }

    private Look look(boolean terminal) {
        return new Look(
                terminal && around.likesColour(),
                around.terminal().unicode(),
                terminal ? around.terminal().width() : 0,
                around.clock().instant(),
                around.clock().getZone());
    }
}
