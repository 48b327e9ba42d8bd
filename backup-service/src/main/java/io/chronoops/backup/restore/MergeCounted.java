package io.chronoops.backup.restore;

import io.chronoops.backup.neteffect.TableEffect;
import io.chronoops.backup.restore.TargetTables.Column;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds and removes rows that have no key: of equal ones as many as counted, whichever they are. */
final class MergeCounted {
    private final Connection session;
    private final String table;
    private final List<Column> columns;

    MergeCounted(Connection session, String table, List<Column> columns) {
        this.session = session;
        this.table = table;
        this.columns = columns;
    }

    /** Writes a row's values. */
    interface Values {
        void write(CopyRows copy, List<@Nullable Object> row) throws SQLException, IOException;
    }

    void merge(TableEffect effect, Values values) throws SQLException, IOException {
        Map<List<@Nullable Object>, Integer> counted = effect.counted();
        if (counted.isEmpty()) {
            return;
        }
        if (counted.values().stream().allMatch(times -> times > 0)) {
            add(counted, values);
            return;
        }
        stage(counted, values);
        long named =
                number("SELECT coalesce(-sum(n), 0) FROM (SELECT sum(n) AS n FROM pg_temp.chronoops_counted GROUP BY "
                        + text() + ") net WHERE n < 0");
        long found = execute("""
                WITH net AS (SELECT %1$s AS r, sum(n) AS n FROM pg_temp.chronoops_counted GROUP BY 1 HAVING sum(n) < 0),
                     equal AS (SELECT t.ctid AS at, row_number() OVER (PARTITION BY net.r) AS i, -net.n AS times
                               FROM ONLY %2$s t JOIN net ON %3$s = net.r)
                DELETE FROM ONLY %2$s t USING equal WHERE t.ctid = equal.at AND equal.i <= equal.times""".formatted(text(), table, textOfTarget()));
        if (found != named) {
            throw MergeEffect.mismatch(
                    effect.table(), "of " + named + " rows that the log removes " + found + " are there", null);
        }
        execute("""
                INSERT INTO %s %s OVERRIDING SYSTEM VALUE
                SELECT %s FROM (SELECT DISTINCT ON (r) * FROM (SELECT *, sum(n) OVER (PARTITION BY r) AS net
                  FROM (SELECT %s AS r, * FROM pg_temp.chronoops_counted) staged) counted) net, generate_series(1, net)""".formatted(table, names(), staged(), text()));
    }

    private void add(Map<List<@Nullable Object>, Integer> counted, Values values) throws SQLException, IOException {
        try (var copy = new CopyRows(session, table + " " + names())) {
            for (var row : counted.entrySet()) {
                for (int i = 0; i < row.getValue(); i++) {
                    values.write(copy, row.getKey());
                    copy.end();
                }
            }
            copy.finish();
        }
    }

    private void stage(Map<List<@Nullable Object>, Integer> counted, Values values) throws SQLException, IOException {
        execute("CREATE TEMP TABLE chronoops_counted (n int"
                + IntStream.range(0, columns.size())
                        .mapToObj(i -> ", c" + i + " " + columns.get(i).type())
                        .collect(Collectors.joining())
                + ") ON COMMIT DROP");
        try (var copy = new CopyRows(session, "pg_temp.chronoops_counted")) {
            for (var row : counted.entrySet()) {
                copy.value(String.valueOf(row.getValue()));
                values.write(copy, row.getKey());
                copy.end();
            }
            copy.finish();
        }
    }

    /** A staged row as text: what makes rows equal. Typed first, then text: one value has one text only then. */
    private String text() {
        return "ROW(" + staged() + ")::text";
    }

    private String textOfTarget() {
        return "ROW(" + columns.stream().map(column -> "t." + column.quoted()).collect(Collectors.joining(", "))
                + ")::text";
    }

    private String staged() {
        return IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    }

    private String names() {
        return "(" + columns.stream().map(Column::quoted).collect(Collectors.joining(", ")) + ")";
    }

    private long number(String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            var row = statement.executeQuery(sql);
            row.next();
            return row.getLong(1);
        }
    }

    private long execute(String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }
}
