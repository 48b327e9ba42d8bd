package io.chronoops.backup.script;

import java.util.Locale;

/** Finds where a statement ends: past quotes, dollar quotes, comments and the bodies of SQL functions, as psql does. */
final class Lexer {
    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** Passes over white space; true where anything is left. */
    boolean skipSpace() {
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return !atEnd();
    }

    boolean isComment() {
        return text.startsWith("--", at);
    }

    /** A command of psql, such as \restrict; no part of SQL. */
    boolean isMeta() {
        return text.charAt(at) == '\\';
    }

    /** The rest of this line; passes over it. */
    String line() {
        int end = text.indexOf('\n', at);
        String line = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        return line;
    }

    /** One statement with its semicolon; passes over it. */
    String statement() {
        int from = at;
        int depth = 0;
        int open = 0;
        boolean routine = false;
        int words = 0;
        while (!atEnd()) {
            char c = text.charAt(at);
            if (c == ';' && depth == 0 && open == 0) {
                at++;
                return text.substring(from, at);
            } else if (c == '\'' || c == '"') {
                quoted(c, c == '\'' && at > from && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e'));
            } else if (c == '$' && (at == from || !isWord(text.charAt(at - 1)))) {
                dollarQuoted();
            } else if (isComment()) {
                line();
            } else if (text.startsWith("/*", at)) {
                blockComment();
            } else if (isWord(c)) {
                String word = word();
                words++;
                routine |= words <= 4 && (word.equals("FUNCTION") || word.equals("PROCEDURE"));
                depth += routine ? change(word, depth) : 0;
            } else {
                open += c == '(' ? 1 : c == ')' ? -1 : 0; // a rule holds several statements in parentheses
                at++;
            }
        }
        return text.substring(from);
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
        return Character.isLetterOrDigit(c) || c == '_' || c >= 128;
    }

    private String word() {
        int from = at;
        while (!atEnd() && (isWord(text.charAt(at)) || text.charAt(at) == '$')) {
            at++;
        }
        return text.substring(from, at).toUpperCase(Locale.ROOT);
    }

    private void quoted(char quote, boolean escapes) {
        at++;
        while (!atEnd()) {
            char c = text.charAt(at);
            if (c == quote && !(at + 1 < text.length() && text.charAt(at + 1) == quote)) {
                at++;
                return;
            }
            at += c == quote || (escapes && c == '\\') ? 2 : 1;
        }
    }

    private void dollarQuoted() {
        int end = at + 1;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != '$') {
            at++; // a parameter such as $1
            return;
        }
        String tag = text.substring(at, end + 1);
        int close = text.indexOf(tag, end + 1);
        at = close < 0 ? text.length() : close + tag.length();
    }

    private void blockComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && !atEnd());
    }
}
