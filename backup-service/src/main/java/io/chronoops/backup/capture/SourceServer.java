package io.chronoops.backup.capture;

import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.kit.databases.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which server answers, and which of its histories.
 *
 * @param knownXid any 64-bit xid of these days
 */
record SourceServer(String systemIdentifier, int timeline, long knownXid) {
    private static final Logger LOG = LoggerFactory.getLogger(SourceServer.class);
    private static final String BYTES = "\\x";

    /** The timeline is that of the WAL written now: the control file tells a failover only after its checkpoint. */
    static SourceServer of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT system_identifier::text,
                               ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int,
                               pg_snapshot_xmax(pg_current_snapshot())::text::bigint FROM pg_control_system()""")) {
            row.next();
            return new SourceServer(row.getString(1), row.getInt(2), row.getLong(3));
        }
    }

    /** At which LSN each timeline before this one ended; empty where the server does not tell: it asks for REPLICATION. */
    Map<String, Long> endedTimelines(Operated operated, Database database) {
        if (timeline == 1) {
            return Map.of();
        }
        try (Connection connection = operated.replication(database);
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
            row.next();
            return parse(row.getString(2));
        } catch (SQLException e) {
            LOG.atWarn()
                    .addKeyValue("database", database.name())
                    .addKeyValue("timeline", timeline)
                    .addKeyValue("reason", e.getMessage())
                    .log("the server does not tell where the timelines before this one ended");
            return Map.of();
        }
    }

    /** Lines of timeline, LSN, reason; comments begin with #. */
    static Map<String, Long> parse(String content) {
        String text = content.startsWith(BYTES)
                ? new String(HexFormat.of().parseHex(content.substring(BYTES.length())), StandardCharsets.UTF_8)
                : content;
        Map<String, Long> ended = new HashMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .forEach(line -> {
                    String[] fields = line.split("\\s+", 3);
                    ended.put(fields[0], Lsn.parse(fields[1]));
                });
        return ended;
    }
}
