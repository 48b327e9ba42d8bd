package io.chronoops.migration.postgres;

import io.chronoops.migration.step.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How much a table holds at a moment.
 *
 * @param deleted rows deleted so far, as the server's statistics count them
 * @param serverStart when the server was started: its statistics may begin anew with it
 */
public record Tally(long rows, long deleted, long heapBytes, long indexBytes, String serverStart) {
    /** Now. */
    public static Tally of(Connection connection, TableName table) {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(
                        """
                        SELECT (SELECT count(*) FROM %1$s), pg_stat_get_tuples_deleted(oid), pg_table_size(oid),
                               pg_indexes_size(oid), pg_postmaster_start_time()::text
                        FROM (SELECT '%2$s'::regclass::oid) t(oid)""".formatted(table.sql(), table.sql().replace("'", "''")))) {
            row.next();
            return new Tally(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getString(5));
        } catch (SQLException e) {
            throw SqlFailure.of(e, "counting " + table);
        }
    }

    /** All bytes of the table. */
    public long bytes() {
        return heapBytes + indexBytes;
    }

    /** Rows that are gone since without anybody having deleted them. */
    public long lostSince(Tally before) {
        long byOthers = Math.max(0, deleted - before.deleted);
        return Math.max(0, before.rows - rows - byOthers);
    }

    /** Whether the server began to count anew, so that deletions cannot be told from losses. */
    public boolean countsAnewSince(Tally before) {
        return deleted < before.deleted || !serverStart.equals(before.serverStart);
    }
}
