package io.chronoops.backup.replay;

import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.timeline.ChangeStatements;
import io.chronoops.backup.timeline.Commit;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import io.chronoops.kit.fault.FaultPoint;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Another database: each source transaction is one there, with the position of every table that it changed. */
final class DatabaseTarget implements ReplayTarget {
    private static final int BATCH = 500;
    private static final int BATCH_TEXT = 1 << 20;

    private final Connection session;
    private final ReplayPositions positions;
    private final ChangeStatements statements;
    private final String name;
    private final List<Planned> batch = new ArrayList<>();
    private final Set<String> touched = new HashSet<>();
    private final List<String> truncated = new ArrayList<>();
    private int text;
    private long xid;

    /** A statement, and whether it must meet its row. */
    private record Planned(String table, String sql, boolean mustMeet) {}

    /** The session is its own from now on, outside of a transaction. */
    DatabaseTarget(Connection session, ReplayPositions positions, ChangeStatements statements, String name) {
        this.session = session;
        this.positions = positions;
        this.statements = statements;
        this.name = name;
    }

    @Override
    public boolean has(String table, long lsn) {
        return positions.of(table) >= lsn;
    }

    @Override
    public void beginsBehind(long lsn) {
        positions.beginBehind(lsn);
    }

    @Override
    public void take(ChangeEvent event) throws IOException {
        if (event.getBegin() != null) {
            xid = event.getBegin().getXid();
        } else if (event.getRow() != null) {
            row(event.getRow());
        } else if (event.getTruncate() != null) {
            truncate(event.getTruncate());
        }
    }

    private void row(Row row) throws IOException {
        emptyTruncated();
        String table = row.getSchema$() + "." + row.getTable();
        touched.add(table);
        statements.of(row).ifPresent(sql -> add(new Planned(table, sql, row.getOp() == RowOp.UPDATE)));
    }

    /** Those that follow one another were one command: with foreign keys between them one alone would be refused. */
    private void truncate(Truncate truncate) {
        touched.add(truncate.getSchema$() + "." + truncate.getTable());
        truncated.add("ONLY " + Identifier.quote(truncate.getSchema$(), truncate.getTable()));
    }

    private void emptyTruncated() {
        if (!truncated.isEmpty()) {
            add(new Planned("", "TRUNCATE " + String.join(", ", truncated), false));
            truncated.clear();
        }
    }

    private void add(Planned statement) {
        batch.add(statement);
        text += statement.sql().length();
        if (batch.size() >= BATCH || text >= BATCH_TEXT) {
            flush();
        }
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Planned one : batch) {
                statement.addBatch(one.sql());
            }
            int[] met = statement.executeBatch();
            for (int i = 0; i < met.length; i++) {
                if (batch.get(i).mustMeet() && met[i] == 0) {
                    throw doesNotFit("a row of " + batch.get(i).table() + " that it changes is not there", null);
                }
            }
        } catch (SQLException e) {
            SQLException cause = e.getNextException() == null ? e : e.getNextException();
            throw doesNotFit(
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), cause);
        }
        batch.clear();
        text = 0;
    }

    private OperationFailed doesNotFit(String why, @org.jspecify.annotations.Nullable SQLException cause) {
        return new OperationFailed(
                Reason.MISMATCH,
                "transaction " + xid + " cannot be replayed into " + name + ": " + why
                        + "; all before it is there, nothing of it",
                "make the target fit (a schema change is not replayed, make it there yourself), then replay again: it goes"
                        + " on with this transaction",
                cause);
    }

    @Override
    public void commit(Commit commit) {
        emptyTruncated();
        flush();
        try {
            positions.reached(session, touched, commit);
            positions.rememberBegin(session);
            FaultPoint.reached("replay.before-commit");
            session.commit();
        } catch (SQLException e) {
            throw doesNotFit(String.valueOf(e.getMessage()), e);
        }
        positions.committed(touched, commit.lsn());
        touched.clear();
        FaultPoint.reached("replay.after-commit");
    }

    @Override
    public void finish() {
        try (Statement statement = session.createStatement()) {
            // commits before did not wait for the disk; none is there without those before it
            statement.execute("SET synchronous_commit = on");
            statement.execute("UPDATE " + ReplayPositions.TABLE + " SET lsn = lsn");
            session.commit();
        } catch (SQLException e) {
            throw new OperationFailed(
                    Reason.SOURCE_UNREACHABLE,
                    name + " could not make the replay durable: " + e.getMessage(),
                    "replay again: it goes on where it is",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException _) {
            // the session is gone either way, and its open transaction with it
        }
    }
}
