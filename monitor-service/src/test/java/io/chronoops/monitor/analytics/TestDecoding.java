package io.chronoops.monitor.analytics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text that PostgreSQL's test_decoding plugin writes of a row: {@code id[integer]:1 status[text]:'it''s'}. */
final class TestDecoding {
    private final String text;
    private int at;

    private TestDecoding(String text) {
        this.text = text;
    }

    /** Columns in order: names and texts. */
    record Tuple(List<String> names, List<@Nullable String> texts) {}

    static Tuple tuple(String text) {
        return new TestDecoding(text).read();
    }

    private Tuple read() {
        List<String> names = new ArrayList<>();
        List<@Nullable String> texts = new ArrayList<>();
        while (at < text.length()) {
            int bracket = text.indexOf('[', at);
            names.add(text.substring(at, bracket));
            at = text.indexOf("]:", bracket) + 2;
            texts.add(text.charAt(at) == '\'' ? quoted() : plain());
            at++;
        }
        return new Tuple(names, texts);
    }

    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (text.charAt(at) != '\'' || (at + 1 < text.length() && text.charAt(at + 1) == '\'')) {
            if (text.charAt(at) == '\'') {
                at++;
            }
            value.append(text.charAt(at++));
        }
        at++;
        return value.toString();
    }

    private @Nullable String plain() {
        int space = text.indexOf(' ', at);
        int end = space < 0 ? text.length() : space;
        String value = text.substring(at, end);
        at = end;
        return value.equals("null") ? null : value;
    }
}
