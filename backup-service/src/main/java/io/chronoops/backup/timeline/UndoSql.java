package io.chronoops.backup.timeline;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.timeline.Inverse.ComesBack;
import io.chronoops.backup.timeline.Inverse.Goes;
import io.chronoops.backup.timeline.Inverse.WasSo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes what undoes a transaction as one that psql runs: last change first, each refusing a row that is not as the
 * transaction left it. Rows deleted one after the other come back in one statement: they may refer to each other.
 */
final class UndoSql {
    private record Shape(String quoted, List<String> columns) {}

    private final Sql sql;
    private final Commit commit;
    private final StringBuilder text = new StringBuilder();
    private final Map<Shape, List<Map<String, Value>>> back = new LinkedHashMap<>();

    private UndoSql(Sql sql, Commit commit) {
        this.sql = sql;
        this.commit = commit;
    }

    static String of(String database, Commit commit, List<Inverse> inOrder, Sql sql) throws IOException {
        var undo = new UndoSql(sql, commit);
        undo.head(database, inOrder.size());
        for (Inverse inverse : inOrder.reversed()) {
            undo.take(inverse);
        }
        undo.bringBack();
        return undo.text.append("COMMIT;\n").toString();
    }

    private void head(String database, int changes) {
        text.append("-- Undoes transaction ")
                .append(commit.xid())
                .append(" of ")
                .append(database)
                .append(", committed ")
                .append(commit.at())
                .append(" at ")
                .append(Lsn.text(commit.lsn()))
                .append(": ")
                .append(changes)
                .append(" row changes, the last one first.\n")
                .append("-- One transaction; a row that has changed since ends it and nothing is undone.\n")
                .append("-- Triggers fire as ever. Read it, then: psql -f THIS_FILE\n")
                .append("\\set ON_ERROR_STOP on\n")
                .append("BEGIN;\n");
        Sql.SETTINGS.forEach(setting ->
                text.append(setting.replaceFirst("^SET ", "SET LOCAL ")).append('\n'));
    }

    private void take(Inverse inverse) throws IOException {
        switch (inverse) {
            case ComesBack(RowChange change, Map<String, Value> row) ->
                back.computeIfAbsent(new Shape(change.quoted(), List.copyOf(row.keySet())), _ -> new ArrayList<>())
                        .add(row);
            case Goes(RowChange change, Map<String, Value> row) -> {
                bringBack();
                guarded("DELETE FROM " + change.quoted(), change, row);
            }
            case WasSo(RowChange change, Map<String, Value> left, Map<String, Value> former) -> {
                bringBack();
                guarded(sql.update(change.quoted(), former), change, left);
            }
        }
    }

    private void bringBack() throws IOException {
        List<String> inserts = new ArrayList<>();
        for (Map.Entry<Shape, List<Map<String, Value>>> one : back.entrySet()) {
            inserts.add(sql.insert(one.getKey().quoted(), one.getValue()));
        }
        for (int i = 0; i < inserts.size(); i++) {
            boolean last = i == inserts.size() - 1;
            text.append(last ? (i > 0 ? "\n" : "") : (i == 0 ? "WITH " : ",\n") + "back_" + i + " AS (")
                    .append(inserts.get(i))
                    .append(last ? ";\n" : ")");
        }
        back.clear();
    }

    private void guarded(String statement, RowChange change, Map<String, Value> left) throws IOException {
        RowKey after = change.after();
        Set<String> key = after == null ? Set.of() : Set.copyOf(after.columns());
        List<String> conditions = sql.conditions(change.quoted(), left, key);
        boolean keyed = !key.isEmpty() && !key.containsAll(left.keySet());
        String where = keyed ? " WHERE " + String.join(" AND ", conditions) : Sql.oneOf(change.quoted(), conditions);
        String what = "row " + (after == null ? "inserted by transaction " + commit.xid() : after.text()) + " of "
                + change.table() + " is not as transaction " + commit.xid() + " left it: nothing is undone";
        String body = "BEGIN\n  " + statement + where + ";\n  IF NOT FOUND THEN RAISE EXCEPTION USING MESSAGE = "
                + Identifier.literal(what) + "; END IF;\nEND";
        String tag = "$undo$";
        for (int i = 1; body.contains(tag); i++) {
            tag = "$undo" + i + "$";
        }
        text.append("DO ")
                .append(tag)
                .append(' ')
                .append(body)
                .append(' ')
                .append(tag)
                .append(";\n");
    }
}
