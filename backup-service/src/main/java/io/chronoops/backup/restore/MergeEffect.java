package io.chronoops.backup.restore;

import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.neteffect.Large;
import io.chronoops.backup.neteffect.Result;
import io.chronoops.backup.neteffect.TableEffect;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.restore.TargetTables.Column;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the log comes to on one table, in one transaction and set by set. What it names must be there, no more
 * and no less: else base and log do not fit together.
 */
final class MergeEffect {
    private final Connection session;
    private final LargeValues large;
    private final TableEffect effect;
    private final String table;
    private final List<Column> columns = new ArrayList<>();
    private final List<Column> keys = new ArrayList<>();

    MergeEffect(Connection session, TargetTables tables, LargeValues large, TableEffect effect) {
        this.session = session;
        this.large = large;
        this.effect = effect;
        int dot = effect.table().indexOf('.');
        this.table = Identifier.quote(
                effect.table().substring(0, dot), effect.table().substring(dot + 1));
        Map<String, Column> known = tables.of(effect.table());
        for (String name : effect.columns()) {
            Column column = known.get(name);
            if (column == null) {
                throw mismatch("its column " + name + " is not in the restored database", null);
            }
            columns.add(column);
            if (effect.keyColumns().contains(name)) {
                keys.add(column);
            }
        }
    }

    void merge(KeyIndexes indexes) throws SQLException, IOException {
        try {
            indexes.before(session, effect, table);
            if (effect.emptied()) {
                execute("TRUNCATE ONLY " + table);
            }
            delete();
            List<Result> again = new ArrayList<>();
            List<Result> inPlace = new ArrayList<>();
            effect.changed().forEach(row -> (mayUpdate(row) ? inPlace : again).add(row));
            change(inPlace, "chronoops_changed", this::update);
            change(again, "chronoops_moved", this::insertAgain);
            new MergeCounted(session, table, columns).merge(effect, this::values);
            insert();
            session.commit();
        } catch (SQLException e) {
            throw named(effect.table(), e);
        }
    }

    /** Of a failure that the log's values are to blame for, the mismatch; any other as it is. */
    static SQLException named(String table, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("22") || state.startsWith("23")) {
            throw mismatch(
                    table, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
        return e;
    }

    private OperationFailed mismatch(String why, @Nullable Throwable cause) {
        return mismatch(effect.table(), why, cause);
    }

    static OperationFailed mismatch(String table, String why, @Nullable Throwable cause) {
        return new OperationFailed(
                Reason.MISMATCH,
                "replaying the log of " + table + " failed: " + why,
                "restore from an older backup, or to an earlier moment, and report this",
                cause);
    }

    /** An identity column that nobody may update is set by an insert alone. */
    private boolean mayUpdate(Result row) {
        return columns.stream()
                .filter(Column::alwaysIdentity)
                .allMatch(column -> keys.contains(column) && !effect.isMoved(row));
    }

    private void delete() throws SQLException {
        if (effect.deleted().isEmpty()) {
            return;
        }
        execute("CREATE TEMP TABLE chronoops_gone (" + stagedKeys() + ") ON COMMIT DROP");
        try (var copy = new CopyRows(session, "pg_temp.chronoops_gone")) {
            for (List<String> key : effect.deleted()) {
                for (String part : inColumnOrder(key)) {
                    copy.value(part);
                }
                copy.end();
            }
            copy.finish();
        }
        expect(
                effect.deleted().size(),
                execute("DELETE FROM ONLY " + table + " t USING pg_temp.chronoops_gone s WHERE " + sameKey()),
                "deletes");
    }

    private List<String> inColumnOrder(List<String> key) {
        return keys.stream()
                .map(column -> key.get(effect.keyColumns().indexOf(column.name())))
                .toList();
    }

    private String stagedKeys() {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> "k" + i + " " + keys.get(i).type())
                .collect(Collectors.joining(", "));
    }

    private String sameKey() {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> "t." + keys.get(i).quoted() + " = s.k" + i)
                .collect(Collectors.joining(" AND "));
    }

    /** What is done with rows once their new values are staged; returns how many it found. */
    private interface Change {
        long with(String staged, Told told) throws SQLException;
    }

    private void change(List<Result> rows, String staged, Change change) throws SQLException, IOException {
        if (rows.isEmpty()) {
            return;
        }
        Told told = Told.by(rows, columns);
        execute("CREATE TEMP TABLE " + staged + " (" + stagedKeys() + told.staged() + ") ON COMMIT DROP");
        try (var copy = new CopyRows(session, "pg_temp." + staged)) {
            for (Result row : rows) {
                List<String> origin = row.origin();
                for (String part : inColumnOrder(origin == null ? List.of() : origin)) {
                    copy.value(part);
                }
                for (int place : told.some()) {
                    copy.value(row.tells(place) ? "t" : "f");
                }
                for (int place : told.any()) {
                    copy.value(row.tells(place) ? text(row.value(place)) : null);
                }
                copy.end();
            }
            copy.finish();
        }
        expect(rows.size(), change.with("pg_temp." + staged, told), "changes");
    }

    private long update(String staged, Told told) throws SQLException {
        String set = told.any().stream()
                .filter(place -> !columns.get(place).alwaysIdentity())
                .map(place -> columns.get(place).quoted() + " = " + told.value(place))
                .collect(Collectors.joining(", "));
        if (set.isEmpty()) {
            try (var statement = session.createStatement()) {
                var row = statement.executeQuery(
                        "SELECT count(*) FROM ONLY " + table + " t JOIN " + staged + " s ON " + sameKey());
                row.next();
                return row.getLong(1);
            }
        }
        return execute("UPDATE ONLY " + table + " t SET " + set + " FROM " + staged + " s WHERE " + sameKey());
    }

    private long insertAgain(String staged, Told told) throws SQLException {
        String values = IntStream.range(0, columns.size()).mapToObj(told::value).collect(Collectors.joining(", "));
        return execute("WITH before AS (DELETE FROM ONLY " + table + " t USING " + staged + " s WHERE " + sameKey()
                + " RETURNING " + values + ") INSERT INTO " + table + " (" + names()
                + ") OVERRIDING SYSTEM VALUE SELECT * FROM before");
    }

    private void insert() throws SQLException, IOException {
        List<Result> added = effect.added().toList();
        if (added.isEmpty()) {
            return;
        }
        try (var copy = new CopyRows(session, table + " (" + names() + ")")) {
            for (Result row : added) {
                for (int place = 0; place < columns.size(); place++) {
                    copy.value(text(row.value(place)));
                }
                copy.end();
            }
            copy.finish();
        }
    }

    private void values(CopyRows copy, List<@Nullable Object> row) throws SQLException, IOException {
        for (Object value : row) {
            copy.value(text(value));
        }
    }

    private @Nullable String text(@Nullable Object value) throws IOException {
        return value instanceof Large(String hash) ? large.read(hash) : (String) value;
    }

    private String names() {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }

    private void expect(long named, long found, String what) {
        expect(effect.table(), named, found, what);
    }

    static void expect(String table, long named, long found, String what) {
        if (found != named) {
            throw mismatch(table, "of " + named + " rows that the log " + what + " " + found + " are there", null);
        }
    }

    private long execute(String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }
}
