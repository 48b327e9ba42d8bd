package io.chronoops.backup.capture;

import io.chronoops.backup.postgres.Lsn;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replication slots of an operated database. */
public final class Slots {
    /** The publication that a prepared database has. */
    public static final String PUBLICATION = "chronoops";

    private static final long END_MILLIS = 10_000;
    private static final String TIMEOUT = "57014";

    private Slots() {}

    /** The slot's name for a database. */
    public static String name(String database) {
        return "chronoops_" + database.replace('-', '_');
    }

    /**
     * Where a slot stands.
     *
     * @param retainedBytes WAL that the source keeps for it
     * @param safeBytes what can still be written before it is in danger; null: the source keeps without limit
     */
    public record Slot(
            long confirmedLsn,
            boolean active,
            boolean lost,
            long retainedBytes,
            @Nullable Long safeBytes) {}

    /** Looks a slot up. */
    public static Optional<Slot> find(Connection connection, String slot) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT confirmed_flush_lsn::text, active, coalesce(wal_status = 'lost', false),
                       coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint, safe_wal_size
                FROM pg_replication_slots WHERE slot_name = ? AND database = current_database()""")) {
            query.setString(1, slot);
            ResultSet row = query.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            String lsn = row.getString(1);
            return Optional.of(new Slot(
                    lsn == null ? 0 : Lsn.parse(lsn),
                    row.getBoolean(2),
                    row.getBoolean(3),
                    row.getLong(4),
                    row.getObject(5, Long.class)));
        }
    }

    /** Makes a slot; waits for running transactions, but not for ever, and names the oldest. */
    public static void create(Connection connection, String slot, int seconds) throws SQLException {
        create(connection, slot, false, seconds);
    }

    /** The same for one that goes with its session: shows whether and how fast one can be made. */
    public static void createTemporary(Connection connection, String slot, int seconds) throws SQLException {
        create(connection, slot, true, seconds);
    }

    private static void create(Connection connection, String slot, boolean temporary, int seconds) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '" + seconds + "s'");
            try (PreparedStatement create =
                    connection.prepareStatement("SELECT pg_create_logical_replication_slot(?, 'pgoutput', ?)")) {
                create.setString(1, slot);
                create.setBoolean(2, temporary);
                create.execute();
            } catch (SQLException e) {
                if (TIMEOUT.equals(e.getSQLState())) {
                    throw new OperationFailed(
                            Reason.LOCKED,
                            "slot " + slot + " could not be made in " + seconds + " s: it waits for "
                                    + oldest(connection),
                            "end that transaction (ROLLBACK PREPARED for a prepared one) and try again",
                            e);
                }
                throw e;
            } finally {
                statement.execute("SET statement_timeout = 0");
            }
        }
    }

    private static String oldest(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT what FROM (
                          SELECT 'prepared transaction ' || gid || ' of ' || owner AS what, prepared AS since FROM pg_prepared_xacts
                          UNION ALL
                          SELECT 'session ' || pid || ' of ' || coalesce(usename, '?') || ' (' || coalesce(application_name, '') || '), open for '
                                 || date_trunc('second', now() - xact_start), xact_start
                          FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()) t
                        ORDER BY since LIMIT 1""")) {
            return row.next() ? row.getString(1) : "a transaction that is gone by now";
        }
    }

    /** Ends the session that reads a slot: after a broken connection the server may hold on to it for a minute. */
    public static void end(Connection connection, String slot) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(
                "SELECT pg_terminate_backend(active_pid, ?) FROM pg_replication_slots WHERE slot_name = ? AND active")) {
            end.setLong(1, END_MILLIS);
            end.setString(2, slot);
            end.execute();
        }
    }

    /** Drops a slot if it is there; it must not be in use. */
    public static void drop(Connection connection, String slot) throws SQLException {
        try (PreparedStatement drop = connection.prepareStatement(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?")) {
            drop.setString(1, slot);
            drop.execute();
        }
    }
}
