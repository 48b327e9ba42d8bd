package io.chronoops.backup.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds where a statement ends: past quotes, dollar quotes, comments and the bodies of SQL functions, as psql does. */
final class Lexer {
    private final Window window;

    Lexer(Window window) {
        this.window = window;
    }

    /** Passes over white space; true where anything is left. */
    boolean skipSpace() throws IOException {
        while (window.has(0) && Character.isWhitespace(window.peek(0))) {
            window.skip(1);
            window.mark();
        }
        return window.has(0);
    }

    boolean isComment() throws IOException {
        return window.startsWith("--");
    }

    /** A command of psql, such as \restrict; no part of SQL. */
    boolean isMeta() throws IOException {
        return window.peek(0) == '\\';
    }

    /** The rest of this line; passes over it. */
    byte[] line() throws IOException {
        window.mark();
        toLineEnd();
        byte[] line = window.marked();
        window.skip(1);
        window.mark();
        return line;
    }

    private void toLineEnd() throws IOException {
        while (window.has(0) && window.peek(0) != '\n') {
            window.skip(1);
        }
    }

    /** One statement with its semicolon; passes over it. */
    byte[] statement() throws IOException {
        window.mark();
        int depth = 0;
        int open = 0;
        boolean routine = false;
        int words = 0;
        while (window.has(0)) {
            char c = window.peek(0);
            if (c == ';' && depth == 0 && open == 0) {
                window.skip(1);
                return taken();
            } else if (c == '\'' || c == '"') {
                quoted(c, c == '\'' && isAfter('E', 'e'));
            } else if (c == '$' && (window.length() == 0 || !isWord(window.previous()))) {
                dollarQuoted();
            } else if (isComment()) {
                toLineEnd();
            } else if (window.startsWith("/*")) {
                blockComment();
            } else if (isWord(c)) {
                String word = word();
                words++;
                routine |= words <= 4 && (word.equals("FUNCTION") || word.equals("PROCEDURE"));
                depth += routine ? change(word, depth) : 0;
            } else {
                open += c == '(' ? 1 : c == ')' ? -1 : 0; // a rule holds several statements in parentheses
                window.skip(1);
            }
        }
        return taken();
    }

    private byte[] taken() {
        byte[] statement = window.marked();
        window.mark();
        return statement;
    }

    private boolean isAfter(char one, char other) {
        return window.length() > 0 && (window.previous() == one || window.previous() == other);
    }

    /** BEGIN ATOMIC … END holds statements of its own, and CASE has an END too. */
    private static int change(String word, int depth) {
        return switch (word) {
            case "BEGIN" -> 1;
            case "CASE" -> depth > 0 ? 1 : 0;
            case "END" -> depth > 0 ? -1 : 0;
            default -> 0;
        };
    }

    private static boolean isWord(char c) {
        return c >= 128 || Character.isLetterOrDigit(c) || c == '_';
    }

    private String word() throws IOException {
        int from = window.length();
        while (window.has(0) && (isWord(window.peek(0)) || window.peek(0) == '$')) {
            window.skip(1);
        }
        byte[] all = window.marked(from);
        return new String(all, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }

    private void quoted(char quote, boolean escapes) throws IOException {
        window.skip(1);
        while (window.has(0)) {
            char c = window.peek(0);
            if (c == quote && window.peek(1) != quote) {
                window.skip(1);
                return;
            }
            int passed = c == quote || (escapes && c == '\\') ? 2 : 1;
            window.has(passed - 1);
            window.skip(passed);
        }
    }

    private void dollarQuoted() throws IOException {
        int length = 1;
        while (window.has(length) && isWord(window.peek(length))) {
            length++;
        }
        if (window.peek(length) != '$') {
            window.skip(1); // a parameter such as $1
            return;
        }
        int from = window.length();
        window.skip(length + 1);
        String tag = new String(window.marked(from), StandardCharsets.ISO_8859_1);
        while (window.has(0)) {
            if (window.peek(0) == '$' && window.startsWith(tag)) {
                window.skip(tag.length());
                return;
            }
            window.skip(1);
        }
    }

    private void blockComment() throws IOException {
        int depth = 0;
        do {
            if (window.startsWith("/*")) {
                depth++;
                window.skip(2);
            } else if (window.startsWith("*/")) {
                depth--;
                window.skip(2);
            } else {
                window.skip(1);
            }
        } while (depth > 0 && window.has(0));
    }
}
