package io.chronoops.backup.replay;

import io.chronoops.backup.timeline.Commit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far each table of a target database has come, kept in the target itself: per table, since a replay may be of some. */
final class ReplayPositions {
    static final String TABLE = "chronoops_replay.position";

    /** In the place of a table: where the first replay into this target was told to begin; no table is named so. */
    private static final String BEGIN = "";

    private final String source;
    private final Map<String, Long> lsns = new HashMap<>();
    private @Nullable Long toldBegin;

    private ReplayPositions(String source) {
        this.source = source;
    }

    /** Of the log of this database; makes the table where there is none. The session commits by itself. */
    static ReplayPositions read(Connection session, String source) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS chronoops_replay");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS " + TABLE + " (source text, table_name text, lsn bigint NOT NULL,"
                            + " committed_at timestamptz NOT NULL, PRIMARY KEY (source, table_name))");
        }
        var positions = new ReplayPositions(source);
        try (PreparedStatement query =
                session.prepareStatement("SELECT table_name, lsn FROM " + TABLE + " WHERE source = ?")) {
            query.setString(1, source);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                positions.lsns.put(row.getString(1), row.getLong(2));
            }
        }
        return positions;
    }

    /** Commit LSN of the newest transaction that changed a table there; else where to begin; 0: with the log. */
    long of(String table) {
        return lsns.getOrDefault(table, toldBegin == null ? lsns.getOrDefault(BEGIN, 0L) : toldBegin);
    }

    /** This replay is told where to begin, whatever one before it was. */
    void beginBehind(long lsn) {
        toldBegin = lsn;
    }

    /** In the transaction under way: a target is as of where its first replay began, also for tables that none changed yet. */
    void rememberBegin(Connection session) throws SQLException {
        Long told = toldBegin;
        if (told == null || lsns.containsKey(BEGIN)) {
            return;
        }
        try (PreparedStatement insert =
                session.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, ?, ?, now()) ON CONFLICT DO NOTHING")) {
            insert.setString(1, source);
            insert.setString(2, BEGIN);
            insert.setLong(3, told);
            insert.executeUpdate();
        }
        lsns.put(BEGIN, told);
    }

    /** In the transaction under way. */
    void reached(Connection session, Set<String> tables, Commit commit) throws SQLException {
        try (PreparedStatement update = session.prepareStatement("INSERT INTO " + TABLE
                + " VALUES (?, ?, ?, ?) ON CONFLICT (source, table_name) DO UPDATE SET lsn = excluded.lsn, committed_at ="
                + " excluded.committed_at")) {
            for (String table : tables) {
                update.setString(1, source);
                update.setString(2, table);
                update.setLong(3, commit.lsn());
                update.setTimestamp(4, Timestamp.from(commit.at()));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    void committed(Set<String> tables, long lsn) {
        tables.forEach(table -> lsns.put(table, lsn));
    }
}
