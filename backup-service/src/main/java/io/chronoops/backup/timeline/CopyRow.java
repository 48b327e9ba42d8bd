package io.chronoops.backup.timeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row in COPY's text form, taken apart. */
final class CopyRow {
    private CopyRow() {}

    /** Its fields without its newline; {@code \N} is NULL. */
    static List<@Nullable String> fields(byte[] line) {
        List<@Nullable String> fields = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= line.length; i++) {
            if (i == line.length || line[i] == '\t') {
                fields.add(field(new String(line, from, i - from, StandardCharsets.UTF_8)));
                from = i + 1;
            }
        }
        return fields;
    }

    private static @Nullable String field(String text) {
        if (text.equals("\\N")) {
            return null;
        }
        int next = text.indexOf('\\');
        if (next < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        int from = 0;
        while (next >= 0 && next + 1 < text.length()) {
            plain.append(text, from, next).append(meaning(text.charAt(next + 1)));
            from = next + 2;
            next = text.indexOf('\\', from);
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static char meaning(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> escaped;
        };
    }
}
