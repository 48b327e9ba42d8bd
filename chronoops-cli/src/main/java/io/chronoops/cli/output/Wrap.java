package io.chronoops.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text between words. */
final class Wrap {
    private static final int LEAST = 24;

    private Wrap() {}

    /** Lines of at most so many columns, where that is room enough; else the text as it is. */
    static List<String> to(int columns, String text) {
        if (columns < LEAST || text.length() <= columns) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
