package io.chronoops.monitor.probe.up;

import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers 1 or 0. A refusal for want of connections is an answer of a database that is up; a wrong password tells nothing. */
@Component
final class UpProbe implements DatabaseProbe {
    private static final String HELP = "Whether the database answers.";

    @Override
    public String name() {
        return "up";
    }

    @Override
    public Looking open(String database) {
        return new Opened();
    }

    private static final class Opened implements Looking {
        private double startedAt;

        @Override
        public Sighting look(Session session) throws SQLException {
            Row row = session.row("""
                    SELECT extract(epoch FROM pg_postmaster_start_time())::float8 AS started_at,
                           extract(epoch FROM pg_conf_load_time())::float8 AS configured_at,
                           current_setting('server_version') AS short_version, version() AS version
                    """);
            double before = startedAt;
            startedAt = row.number("started_at");
            return up(1, Map.of("version", row.text("short_version"), "startedAt", startedAt))
                    .countersReset(before > 0 && before < startedAt)
                    .gauge("pg_postmaster_start_time_seconds", "When the server started.", startedAt)
                    .gauge("pg_conf_load_time_seconds", "When its configuration was read.", row.number("configured_at"))
                    .gauge(
                            "pg_static",
                            "The server's version.",
                            1,
                            "short_version",
                            row.text("short_version"),
                            "version",
                            row.text("version"))
                    .seen();
        }

        @Override
        public Sighting unable(Blind blind) {
            return switch (blind.cause()) {
                case UNREACHABLE, TIMEOUT, FAILED ->
                    up(0, Map.of("cause", blind.cause().name(), "message", blind.message()))
                            .seen();
                case NO_FREE_CONNECTION, CONNECTION_LIMIT ->
                    up(1, Map.of("refused", blind.message())).seen();
                case WRONG_PASSWORD, NOT_PRIVILEGED, LOCKED -> blind;
            };
        }
    }

    private static Findings up(double up, Map<String, ?> evidence) {
        return new Findings().sample("up", up, "count", evidence).gauge("pg_up", HELP, up);
    }
}
