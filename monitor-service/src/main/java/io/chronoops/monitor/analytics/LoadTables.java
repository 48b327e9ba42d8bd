package io.chronoops.monitor.analytics;

import io.chronoops.monitor.analytics.Loaded.Point;
import io.chronoops.monitor.analytics.Loaded.Refused;
import io.chronoops.monitor.analytics.Loaded.Server;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads all tracked tables in one snapshot. */
final class LoadTables {
    private static final String OLDEST = """
            SELECT least(min(xact_start), clock_timestamp()) AS oldest, count(*) FILTER (WHERE backend_type IS NULL) AS hidden,
                   current_user AS role
            FROM pg_stat_activity
            """;
    private static final String SNAPSHOT = "SELECT pg_current_snapshot()::text AS snapshot";
    private static final String PLACE = """
            SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint AS lsn,
                   (SELECT system_identifier::text FROM pg_control_system()) AS system_identifier,
                   (SELECT timeline_id FROM pg_control_checkpoint()) AS timeline
            """;

    private final List<TrackedTable> tracked;
    private final int mostRows;

    LoadTables(List<TrackedTable> tracked, int mostRows) {
        this.tracked = tracked;
        this.mostRows = mostRows;
    }

    /** Loads over this connection, in a transaction of its own. */
    Loaded load(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(true);
        Instant oldest = oldest(connection);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement sql = connection.createStatement()) {
            Snapshot snapshot;
            try (ResultSet row = sql.executeQuery(SNAPSHOT)) {
                row.next();
                snapshot = Snapshot.parse(row.getString("snapshot"));
            }
            Server server;
            long lsn;
            try (ResultSet row = sql.executeQuery(PLACE)) {
                row.next();
                server = new Server(row.getString("system_identifier"), row.getInt("timeline"));
                lsn = row.getLong("lsn");
            }
            return tables(connection, new Point(snapshot, lsn, oldest), server);
        } finally {
            connection.rollback();
        }
    }

    /** A transaction open at the snapshot has begun after this, or is seen here; asked before the snapshot is taken. */
    private static Instant oldest(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(OLDEST)) {
            row.next();
            if (row.getLong("hidden") > 0) {
                String role = row.getString("role");
                throw new SQLException(
                        "role " + role + " does not see when others' transactions began: GRANT pg_monitor TO " + role,
                        "42501");
            }
            return row.getTimestamp("oldest").toInstant();
        }
    }

    /** The forms of all tables that can be read now: others than were loaded call for a new load. */
    List<Layout> layouts(Connection connection) throws SQLException {
        List<Layout> layouts = new ArrayList<>();
        for (TrackedTable table : tracked) {
            new DescribeTable(table).describe(connection).layout().ifPresent(layouts::add);
        }
        return layouts;
    }

    private Loaded tables(Connection connection, Point point, Server server) throws SQLException, IOException {
        List<Layout> layouts = new ArrayList<>();
        List<CountedTable> tables = new ArrayList<>();
        Map<TrackedTable, Refused> refused = new LinkedHashMap<>();
        for (TrackedTable table : tracked) {
            var described = new DescribeTable(table).describe(connection);
            described.refused().ifPresent(why -> refused.put(table, why));
            if (described.layout().isPresent()) {
                layouts.add(described.layout().get());
                var rows = new CopyRows(described.layout().get(), mostRows).copy(connection);
                rows.ifPresent(tables::add);
                if (rows.isEmpty()) {
                    refused.put(table, tooLarge(table));
                }
            }
        }
        return new Loaded(point, server, layouts, tables, refused);
    }

    private Refused tooLarge(TrackedTable table) {
        return new Refused(
                table.shortName() + " has more than " + mostRows + " rows",
                "raise chronoops.analytics.max-rows, and the memory with it");
    }
}
