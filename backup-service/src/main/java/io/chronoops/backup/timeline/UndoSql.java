package io.chronoops.backup.timeline;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.timeline.Inverse.ComesBack;
import io.chronoops.backup.timeline.Inverse.Goes;
import io.chronoops.backup.timeline.Inverse.WasSo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements that undo row changes, each refusing a row that is not as it was left. Rows deleted one after the
 * other come back in one statement: they may refer to each other.
 */
final class UndoSql {
    private record Shape(String quoted, List<String> columns, List<String> key) {}

    private final Sql sql;
    private final String left;
    private final boolean overwrite;
    private final List<String> statements = new ArrayList<>();
    private final Map<Shape, List<Map<String, Value>>> back = new LinkedHashMap<>();

    private UndoSql(Sql sql, String left, boolean overwrite) {
        this.sql = sql;
        this.left = left;
        this.overwrite = overwrite;
    }

    /**
     * In the order given.
     *
     * @param left how a row must be to be undone, as in: it is not as [transaction 5 left it]
     * @param overwrite whether rows that are otherwise, but have a key by which they are known, are undone as well
     */
    static List<String> of(List<Inverse> inOrder, Sql sql, String left, boolean overwrite) throws IOException {
        var undo = new UndoSql(sql, left, overwrite);
        Sql.SETTINGS.forEach(setting -> undo.statements.add(setting.replaceFirst("^SET ", "SET LOCAL ")));
        for (Inverse inverse : inOrder) {
            undo.take(inverse);
        }
        undo.bringBack();
        return undo.statements;
    }

    private void take(Inverse inverse) throws IOException {
        switch (inverse) {
            case ComesBack(RowChange change, Map<String, Value> row) ->
                back.computeIfAbsent(
                                new Shape(change.quoted(), List.copyOf(row.keySet()), key(change.before(), row)),
                                _ -> new ArrayList<>())
                        .add(row);
            case Goes(RowChange change, Map<String, Value> row) -> {
                bringBack();
                guarded("DELETE FROM " + change.quoted(), change, row);
            }
            case WasSo(RowChange change, Map<String, Value> now, Map<String, Value> former) -> {
                bringBack();
                guarded(sql.update(change.quoted(), former), change, now);
            }
        }
    }

    /** The columns by which the row is known whatever else of it changes; none where all of them are its identity. */
    private static List<String> key(@Nullable RowKey key, Map<String, Value> row) {
        return key == null || Set.copyOf(key.columns()).containsAll(row.keySet()) ? List.of() : key.columns();
    }

    private void bringBack() throws IOException {
        List<String> inserts = new ArrayList<>();
        for (Map.Entry<Shape, List<Map<String, Value>>> one : back.entrySet()) {
            inserts.add(sql.insert(one.getKey().quoted(), one.getValue()) + orSet(one.getKey()));
        }
        back.clear();
        if (!inserts.isEmpty()) {
            var text = new StringBuilder();
            for (int i = 0; i < inserts.size() - 1; i++) {
                text.append(i == 0 ? "WITH " : ",\n")
                        .append("back_")
                        .append(i)
                        .append(" AS (")
                        .append(inserts.get(i))
                        .append(')');
            }
            statements.add(text.append(inserts.size() > 1 ? "\n" : "")
                    .append(inserts.getLast())
                    .append(';')
                    .toString());
        }
    }

    /** A row that is there again gets the former values, where that is wanted. */
    private String orSet(Shape shape) {
        if (!overwrite || shape.key().isEmpty()) {
            return "";
        }
        return "\n  ON CONFLICT ("
                + shape.key().stream().map(Identifier::quote).collect(Collectors.joining(", ")) + ") DO UPDATE SET "
                + shape.columns().stream()
                        .filter(column -> !shape.key().contains(column))
                        .map(Identifier::quote)
                        .map(column -> column + " = EXCLUDED." + column)
                        .collect(Collectors.joining(", "));
    }

    private void guarded(String statement, RowChange change, Map<String, Value> now) throws IOException {
        RowKey after = change.after();
        List<String> key = key(after, now);
        if (overwrite && after != null && !key.isEmpty()) {
            Map<String, Value> only = new LinkedHashMap<>(now);
            only.keySet().retainAll(key);
            statements.add(statement + " WHERE "
                    + String.join(" AND ", sql.conditions(change.quoted(), only, Set.copyOf(key))) + ";");
            return;
        }
        List<String> conditions =
                sql.conditions(change.quoted(), now, after == null ? Set.of() : Set.copyOf(after.columns()));
        String where =
                key.isEmpty() ? Sql.oneOf(change.quoted(), conditions) : " WHERE " + String.join(" AND ", conditions);
        String what = (after == null ? "a row" : "row " + after.text()) + " of " + change.table() + " is not as " + left
                + ": nothing is undone";
        String body = "BEGIN\n  " + statement + where + ";\n  IF NOT FOUND THEN RAISE EXCEPTION USING MESSAGE = "
                + Identifier.literal(what) + ", TABLE = " + Identifier.literal(change.table()) + "; END IF;\nEND";
        String tag = "$undo$";
        for (int i = 1; body.contains(tag); i++) {
            tag = "$undo" + i + "$";
        }
        statements.add("DO " + tag + ' ' + body + ' ' + tag + ";");
    }
}
