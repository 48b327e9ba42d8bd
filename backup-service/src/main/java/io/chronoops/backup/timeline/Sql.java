package io.chronoops.backup.timeline;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.cdc.RowOp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Row changes as SQL with their values in it, for psql. */
final class Sql {
    /** How the values of the log are to be read. */
    static final List<String> SETTINGS = List.of(
            "SET client_encoding = 'UTF8';",
            "SET standard_conforming_strings = on;",
            "SET DateStyle = 'ISO, YMD';",
            "SET IntervalStyle = postgres;",
            "SET TimeZone = 'UTC';",
            "SET row_security = off;");

    private final LargeTexts large;

    Sql(LargeTexts large) {
        this.large = large;
    }

    String literal(Value value) throws IOException {
        String hash = value.large();
        String text = hash == null ? value.text() : large.read(hash);
        return text == null ? "NULL" : Identifier.literal(text);
    }

    /** What a change did, once more; empty where it set nothing. */
    String again(RowChange change) throws IOException {
        return switch (change.op()) {
            case INSERT -> insert(change.quoted(), List.of(change.values())) + ";";
            case UPDATE -> {
                Map<String, Value> set = new LinkedHashMap<>(change.values());
                RowKey before = change.before();
                if (before != null && !change.movesKey()) {
                    set.keySet().removeAll(before.columns());
                }
                yield set.isEmpty() ? "" : update(change.quoted(), set) + whereKey(change) + ";";
            }
            case DELETE -> "DELETE FROM " + change.quoted() + whereKey(change) + ";";
            case UNKNOWN ->
                throw new IllegalStateException(
                        "a row change of unknown kind in " + change.table() + ": written by a newer version");
        };
    }

    private String whereKey(RowChange change) throws IOException {
        RowKey key = change.before();
        if (key == null) {
            throw new IllegalStateException("a change of " + change.table() + " names no row");
        }
        Map<String, Value> row = new LinkedHashMap<>();
        for (int i = 0; i < key.columns().size(); i++) {
            row.put(key.columns().get(i), Value.of(key.values().get(i)));
        }
        boolean whole = change.op() == RowOp.UPDATE
                ? Set.copyOf(key.columns()).containsAll(change.values().keySet())
                : key.columns().size() > 1;
        return whole
                ? oneOf(change.quoted(), conditions(change.quoted(), row, Set.of()))
                : " WHERE " + String.join(" AND ", conditions(change.quoted(), row, row.keySet()));
    }

    /** Where the whole row is its identity, equal rows may exist and any one of them is meant. */
    static String oneOf(String quoted, List<String> conditions) {
        return " WHERE ctid = (SELECT ctid FROM " + quoted + " WHERE " + String.join(" AND ", conditions) + " LIMIT 1)";
    }

    /** Several rows of the same columns. */
    String insert(String quoted, List<Map<String, Value>> rows) throws IOException {
        Set<String> columns = rows.getFirst().keySet();
        if (columns.isEmpty()) {
            return "INSERT INTO " + quoted + " DEFAULT VALUES";
        }
        List<String> tuples = new ArrayList<>();
        for (Map<String, Value> row : rows) {
            List<String> values = new ArrayList<>();
            for (Value value : row.values()) {
                values.add(literal(value));
            }
            tuples.add("(" + String.join(", ", values) + ")");
        }
        return "INSERT INTO " + quoted + " ("
                + columns.stream().map(Identifier::quote).collect(Collectors.joining(", "))
                + ") OVERRIDING SYSTEM VALUE VALUES " + String.join(",\n  ", tuples);
    }

    /** Without its condition. */
    String update(String quoted, Map<String, Value> set) throws IOException {
        List<String> sets = new ArrayList<>();
        for (Map.Entry<String, Value> one : set.entrySet()) {
            sets.add(Identifier.quote(one.getKey()) + " = " + literal(one.getValue()));
        }
        return "UPDATE " + quoted + " SET " + String.join(", ", sets);
    }

    /** The row as it must be. What may be of a type without equality, such as json, is compared as that type's text. */
    List<String> conditions(String quoted, Map<String, Value> row, Set<String> key) throws IOException {
        List<String> conditions = new ArrayList<>();
        for (Map.Entry<String, Value> one : row.entrySet()) {
            Value value = one.getValue();
            if (!value.isKnown()) {
                continue;
            }
            String hash = value.large();
            String text = hash == null ? value.text() : large.read(hash);
            String column = Identifier.quote(one.getKey());
            conditions.add(
                    text == null || key.contains(one.getKey()) || !mayLackEquality(text)
                            ? same(one.getKey(), text)
                            : column + "::text = (SELECT v::text FROM (SELECT " + column + " FROM " + quoted
                                    + " WHERE false UNION ALL SELECT " + Identifier.literal(text) + ") x(v))");
        }
        return conditions;
    }

    private static boolean mayLackEquality(String text) {
        return !text.isEmpty() && "{[(<\"".indexOf(text.charAt(0)) >= 0;
    }

    static String same(String column, @org.jspecify.annotations.Nullable String text) {
        return Identifier.quote(column) + (text == null ? " IS NULL" : " = " + Identifier.literal(text));
    }
}
