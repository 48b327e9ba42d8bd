package io.chronoops.cli.output;

/** One field of a table. */
public record Cell(String text, Tone tone) {
    /** In the usual colour. */
    public static Cell of(String text) {
        return new Cell(text, Tone.PLAIN);
    }

    /** Beside the point. */
    public static Cell dim(String text) {
        return new Cell(text, Tone.DIM);
    }

    int width() {
        return text.codePointCount(0, text.length());
    }
}
