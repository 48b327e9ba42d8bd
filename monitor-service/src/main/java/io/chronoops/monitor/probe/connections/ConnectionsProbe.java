package io.chronoops.monitor.probe.connections;

import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import io.chronoops.monitor.reading.Cause;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Usable = max_connections − superuser_reserved − reserved: what a normal role can take, on the whole server. */
@Component
final class ConnectionsProbe implements DatabaseProbe {
    private static final String LIMITS = """
            SELECT current_setting('max_connections')::int AS max_connections,
                   current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                     - coalesce(current_setting('reserved_connections', true)::int, 0) AS usable,
                   count(*) FILTER (WHERE backend_type = 'client backend') AS used,
                   count(*) FILTER (WHERE backend_type = 'client backend' AND state = 'active') AS active,
                   count(*) FILTER (WHERE backend_type = 'client backend' AND state = 'idle') AS idle,
                   count(*) FILTER (WHERE backend_type = 'client backend' AND state LIKE 'idle in trans%') AS idle_in_xact,
                   count(*) FILTER (WHERE backend_type = 'client backend' AND wait_event_type = 'Lock') AS lock_waiting,
                   count(*) FILTER (WHERE backend_type IS NULL) AS hidden
            FROM pg_stat_activity
            """;
    private static final String BY_STATE = """
            SELECT datname, coalesce(state, 'unknown') AS state, count(*) AS sessions,
                   coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8 AS longest
            FROM pg_stat_activity WHERE backend_type = 'client backend' GROUP BY 1, 2
            """;
    private static final String TAKERS = """
            SELECT usename, application_name, count(*) AS sessions FROM pg_stat_activity
            WHERE backend_type = 'client backend' GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 1
            """;

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public Looking open(String database) {
        return new Opened();
    }

    private static final class Opened implements Looking {
        @Override
        public Sighting look(Session session) throws SQLException {
            Row row = session.row(LIMITS);
            if (row.number("hidden") > 0) {
                return Blind.hiddenSessions(session, row.number("hidden"));
            }
            Row most = session.row(TAKERS);
            var findings = new Findings()
                    .sample(
                            "connections_ratio",
                            row.number("used") / row.number("usable"),
                            "ratio",
                            Map.of(
                                    "used", row.whole("used"),
                                    "usable", row.whole("usable"),
                                    "active", row.whole("active"),
                                    "idle", row.whole("idle"),
                                    "idleInTransaction", row.whole("idle_in_xact"),
                                    "waitingForLocks", row.whole("lock_waiting"),
                                    "mostBy", most.text("usename") + " " + most.text("application_name"),
                                    "most", most.whole("sessions")))
                    .gauge("chronoops_connections_usable", "Connections a normal role can take.", row.number("usable"));
            for (Row state : session.rows(BY_STATE)) {
                export(findings, state);
            }
            return findings.seen();
        }

        /** The server turns everybody away: that is an answer. */
        @Override
        public Sighting unable(Blind blind) {
            return blind.cause() == Cause.NO_FREE_CONNECTION
                    ? new Findings()
                            .sample("connections_ratio", 1, "ratio", Map.of("refused", blind.message()))
                            .seen()
                    : blind;
        }

        private static void export(Findings findings, Row state) {
            String[] labels = {"datname", state.text("datname"), "state", state.text("state")};
            findings.gauge(
                            "pg_stat_activity_count",
                            "Client sessions by database and state.",
                            state.number("sessions"),
                            labels)
                    .gauge(
                            "pg_stat_activity_max_tx_duration",
                            "Seconds that the oldest transaction is open.",
                            state.number("longest"),
                            labels);
        }
    }
}
