package io.chronoops.migration.postgres;

import io.chronoops.migration.step.TableName;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Frees the space of row versions that a backfill has replaced, now and then, so that its later batches fill it again
 * instead of making the table longer. Without the indexes, it reads little more than the pages just changed.
 */
final class Sweep {
    private static final long LEAST_ROWS = 10_000;
    private static final long SHARE = 20;

    private final OperatedSession session;
    private final TableName table;
    private final long every;
    private long changed;

    /** Of a table with about so many rows. */
    Sweep(OperatedSession session, TableName table, long rows) {
        this.session = session;
        this.table = table;
        this.every = Math.max(LEAST_ROWS, rows / SHARE);
    }

    /** So many rows more were replaced. */
    void after(int rows) {
        changed += rows;
        if (changed >= every) {
            changed = 0;
            sweep();
        }
    }

    private void sweep() {
        try (Statement sql = session.worker().createStatement()) {
            sql.execute("SET vacuum_cost_delay = '1ms'");
            sql.execute("VACUUM (INDEX_CLEANUP OFF, TRUNCATE OFF, SKIP_LOCKED) " + table.sql());
        } catch (SQLException e) {
            throw SqlFailure.of(e, "sweeping " + table);
        }
    }
}
