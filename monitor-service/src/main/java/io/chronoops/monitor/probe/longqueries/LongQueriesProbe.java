package io.chronoops.monitor.probe.longqueries;

import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The longest statement now running in the database; copies by pg_dump and by our own backup are meant to be long. */
@Component
final class LongQueriesProbe implements DatabaseProbe {
    private static final int SHOWN = 3;
    private static final String HIDDEN = "SELECT count(*) AS hidden FROM pg_stat_activity WHERE backend_type IS NULL";
    private static final String RUNNING = """
            SELECT pid, usename, application_name, coalesce(wait_event_type, '') AS waits_for, left(query, 200) AS query,
                   extract(epoch FROM clock_timestamp() - query_start)::float8 AS seconds
            FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND state IN ('active', 'fastpath function call')
              AND datname = current_database() AND pid <> pg_backend_pid()
              AND application_name <> 'pg_dump' AND application_name NOT LIKE 'chronoops%'
            ORDER BY query_start
            """;

    @Override
    public String name() {
        return "long-queries";
    }

    @Override
    public Looking open(String database) {
        return LongQueriesProbe::look;
    }

    private static Sighting look(Session session) throws SQLException {
        double hidden = session.row(HIDDEN).number("hidden");
        if (hidden > 0) {
            return Blind.hiddenSessions(session, hidden);
        }
        List<Row> running = session.rows(RUNNING);
        double longest = running.isEmpty() ? 0 : Math.max(0, running.getFirst().number("seconds"));
        return new Findings()
                .sample(
                        "longest_query_seconds",
                        longest,
                        "seconds",
                        Map.of(
                                "running", running.size(),
                                "longest",
                                        running.stream()
                                                .limit(SHOWN)
                                                .map(Row::columns)
                                                .toList()))
                .gauge(
                        "chronoops_longest_query_seconds",
                        "Seconds that the longest statement has been running.",
                        longest)
                .seen();
    }
}
