package io.chronoops.migration.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A moment on the operated server: transactions with an id below {@code xid} began to write before it. Once those that
 * were still open have ended, a row written before it is seen by every later statement.
 *
 * @param open virtual transaction ids of writers of this database that were open then
 */
record Horizon(long xid, List<String> open) {
    private static final long LOW_32_BITS = 0xffff_ffffL;
    private static final String WRITERS = """
            SELECT DISTINCT l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
              AND a.datname = current_database() AND l.pid <> pg_backend_pid()""";

    /** Now. */
    static Horizon now(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            long xid;
            try (ResultSet row = sql.executeQuery("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")) {
                row.next();
                xid = Long.parseLong(row.getString(1));
            }
            var open = new ArrayList<String>();
            try (ResultSet row = sql.executeQuery(WRITERS)) {
                while (row.next()) {
                    open.add(row.getString(1));
                }
            }
            return new Horizon(xid, open);
        }
    }

    /** The sessions whose transactions, begun before, are open still. */
    List<Integer> stillOpen(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'transactionid' AND granted AND pid IS NOT NULL"
                        + " AND virtualtransaction = ANY (?)")) {
            query.setArray(1, connection.createArrayOf("text", open.toArray()));
            var pids = new ArrayList<Integer>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    pids.add(row.getInt(1));
                }
            }
            return pids;
        }
    }

    /**
     * Narrows a predicate to row versions written before that transaction id. xmin has 32 bits and age() counts back from
     * now; what is older than 2 billion transactions counts as negative and is old all the same.
     */
    static String writtenBefore(long xid) {
        return " AND (age(xmin) > age('" + (xid & LOW_32_BITS) + "'::xid) OR age(xmin) < 0)";
    }
}
