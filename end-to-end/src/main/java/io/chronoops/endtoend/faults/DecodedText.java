package io.chronoops.endtoend.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text that PostgreSQL's own test_decoding writes of a change, as changes. */
final class DecodedText {
    private static final String TABLE = "table ";
    private static final String OLD = "old-key: ";
    private static final String NEW = "new-tuple: ";
    private static final String KEY = "id";

    private final String text;
    private int at;

    private DecodedText(String text) {
        this.text = text;
    }

    /** None where it is no change of a row: a logical message. */
    static List<Change> changes(String text) {
        return text.startsWith(TABLE) ? new DecodedText(text).read() : List.of();
    }

    private List<Change> read() {
        int colon = text.indexOf(": ");
        String tables = text.substring(TABLE.length(), colon);
        int end = text.indexOf(':', colon + 2);
        String op = text.substring(colon + 2, end);
        at = Math.min(end + 2, text.length());
        if (op.equals("TRUNCATE")) {
            List<Change> changes = new ArrayList<>();
            for (String table : tables.split(", ")) changes.add(Change.truncate(table));
            return changes;
        }
        if (op.equals("DELETE")) {
            return List.of(new Change(op, tables, key(tuple()), Map.of()));
        }
        Map<String, String> old = Map.of();
        if (text.startsWith(OLD, at)) {
            at += OLD.length();
            old = tuple();
            at += NEW.length();
        }
        Map<String, String> after = tuple();
        String key = op.equals("INSERT") ? "" : key(old.isEmpty() ? after : old);
        return List.of(new Change(op, tables, key, after));
    }

    private static String key(Map<String, String> tuple) {
        return tuple.getOrDefault(KEY, "no key");
    }

    /** Columns up to the end, or to the new tuple: name[type]:value, with spaces between. */
    private Map<String, String> tuple() {
        Map<String, String> columns = new LinkedHashMap<>();
        while (at < text.length() && !text.startsWith(NEW, at)) {
            int bracket = text.indexOf('[', at);
            String name = text.substring(at, bracket);
            at = text.indexOf("]:", bracket) + 2;
            boolean flag = text.startsWith("[boolean]", bracket);
            columns.put(name, value(flag));
            at++;
        }
        return columns;
    }

    private String value(boolean flag) {
        if (text.charAt(at) == '\'') return Change.value(quoted());
        int end = text.indexOf(' ', at);
        String word = text.substring(at, end < 0 ? text.length() : end);
        at += word.length();
        return switch (word) {
            case "null" -> Change.value(null);
            case "unchanged-toast-datum" -> Change.unchanged();
            default -> Change.value(flag ? word.substring(0, 1) : word);
        };
    }

    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (true) {
            int quote = text.indexOf('\'', at);
            value.append(text, at, quote);
            at = quote + 1;
            if (at >= text.length() || text.charAt(at) != '\'') return value.toString();
            value.append('\'');
            at++;
        }
    }
}
