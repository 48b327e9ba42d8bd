package io.chronoops.monitor.probe.size;

import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sizes on disk. PostgreSQL looks at every file for it, so it looks seldom. */
@Component
final class SizeProbe implements DatabaseProbe {
    private static final Duration SELDOM = Duration.ofMinutes(5);
    private static final String SIZES = """
            SELECT datname, pg_database_size(oid) AS bytes, datname = current_database() AS own FROM pg_database
            WHERE datallowconn AND (has_database_privilege(datname, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE'))
            """;

    @Override
    public String name() {
        return "size";
    }

    @Override
    public Duration interval(Duration general) {
        return general.compareTo(SELDOM) > 0 ? general : SELDOM;
    }

    @Override
    public Looking open(String database) {
        return SizeProbe::look;
    }

    private static Sighting look(Session session) throws SQLException {
        var findings = new Findings();
        for (Row row : session.rows(SIZES)) {
            findings.gauge(
                    "pg_database_size_bytes",
                    "Size of the database on disk.",
                    row.number("bytes"),
                    "datname",
                    row.text("datname"));
            if (row.flag("own")) {
                findings.sample("database_bytes", row.number("bytes"), "bytes", Map.of());
            }
        }
        return findings.seen();
    }
}
