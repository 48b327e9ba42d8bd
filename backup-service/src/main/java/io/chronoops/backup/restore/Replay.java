package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Snapshot;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.operation.OperationRun;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replays the log onto a loaded base, transaction by transaction, up to the stop. Every update and delete must find its
 * one row: where it does not, base and log do not fit together and the restore fails.
 */
final class Replay implements ArchiveReader.EventReader {
    private static final int BATCH = 500;
    private static final int COMMIT_EVERY = 20_000;

    private final Connection connection;
    private final RestorePlan plan;
    private final Snapshot base;
    private final LargeValues large;
    private final OperationRun run;
    private final TargetTables tables;
    private final long expected;
    private final Map<String, Long> rowsBy = new HashMap<>();
    private final List<RowStatement> batch = new ArrayList<>();
    private boolean skipping;
    private long xid;
    private long transactions;
    private long changes;
    private long uncommitted;

    Replay(Connection connection, RestorePlan plan, LargeValues large, OperationRun run) throws SQLException {
        this.connection = connection;
        this.plan = plan;
        this.base = plan.base().visible();
        this.large = large;
        this.run = run;
        this.tables = TargetTables.read(connection);
        this.expected =
                plan.segments().stream().mapToLong(segment -> segment.changes()).sum();
        plan.entries().forEach(table -> rowsBy.put(table.title(), table.rows()));
        connection.setAutoCommit(false);
    }

    @Override
    public boolean take(ChangeEvent event) throws IOException {
        try {
            if (event.getBegin() != null) {
                return begin(event.getBegin().getXid());
            }
            if (skipping) {
                return true;
            }
            if (event.getRow() != null) {
                row(event.getRow());
            } else if (event.getTruncate() != null) {
                truncate(event.getTruncate().getSchema$(), event.getTruncate().getTable());
            } else if (event.getEnd() != null) {
                end();
            }
            return true;
        } catch (SQLException e) {
            SQLException first = e.getNextException() == null ? e : e.getNextException();
            throw new OperationFailed(
                    Reason.MISMATCH,
                    "replaying transaction " + xid + " failed: "
                            + String.valueOf(first.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    "restore from an older backup, or to a moment before that transaction, and report this",
                    e);
        }
    }

    private boolean begin(long next) {
        xid = next;
        skipping = base.sees(next);
        Long stop = plan.stop().beforeXid();
        return stop == null || stop != next;
    }

    private void row(Row row) throws SQLException, IOException {
        String table = row.getSchema$() + "." + row.getTable();
        if (!plan.restores(table)) {
            return;
        }
        List<@Nullable String> values = row.getBlobs().isEmpty() ? row.getValues() : withLarge(row);
        var statement = RowStatement.of(
                row,
                values,
                tables.alwaysIdentity().getOrDefault(table, Set.of()),
                tables.wholeRowIdentity().contains(table));
        if (!batch.isEmpty() && (batch.size() >= BATCH || !batch.getLast().sql().equals(statement.sql()))) {
            flush();
        }
        batch.add(statement);
        changes++;
        uncommitted++;
        if (row.getOp() != RowOp.UPDATE) {
            rowsBy.merge(table, row.getOp() == RowOp.INSERT ? 1L : -1L, Long::sum);
        }
    }

    private List<@Nullable String> withLarge(Row row) throws IOException {
        List<@Nullable String> values = new ArrayList<>(row.getValues());
        for (int i = 0; i < row.getColumns().size(); i++) {
            String hash = row.getBlobs().get(row.getColumns().get(i));
            if (hash != null) {
                values.set(i, large.read(hash));
            }
        }
        return values;
    }

    private void truncate(String schema, String table) throws SQLException {
        if (!plan.restores(schema + "." + table)) {
            return;
        }
        flush();
        try (var statement = connection.createStatement()) {
            statement.execute("TRUNCATE ONLY " + Identifier.quote(schema, table));
        }
        rowsBy.put(schema + "." + table, 0L);
        changes++;
        uncommitted++;
    }

    private void flush() throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(batch.getFirst().sql())) {
            for (RowStatement one : batch) {
                for (int i = 0; i < one.parameters().size(); i++) {
                    statement.setObject(i + 1, one.parameters().get(i), Types.OTHER);
                }
                statement.addBatch();
            }
            for (int touched : statement.executeBatch()) {
                if (touched != 1 && touched != PreparedStatement.SUCCESS_NO_INFO) {
                    throw new SQLException("a change of transaction " + xid + " touched " + touched
                            + " rows instead of one: " + batch.getFirst().sql());
                }
            }
        }
        batch.clear();
    }

    private void end() throws SQLException {
        transactions++;
        if (uncommitted >= COMMIT_EVERY) {
            finish();
            run.stopIfCancelled();
            run.progress("replaying the log", changes, expected, "changes");
        }
    }

    /** Writes what is left. */
    void finish() throws SQLException {
        flush();
        connection.commit();
        uncommitted = 0;
    }

    long transactions() {
        return transactions;
    }

    long changes() {
        return changes;
    }

    /** Rows that each table must have now. */
    Map<String, Long> expectedRows() {
        return rowsBy;
    }
}
