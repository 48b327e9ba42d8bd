package io.chronoops.monitor.probe.locks;

import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import java.sql.SQLException;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How many locks of each mode are held, every mode named even at none; and how many are waited for. */
@Component
final class LocksProbe implements DatabaseProbe {
    private static final String LOCKS = """
            SELECT m.mode, count(l.mode) FILTER (WHERE l.granted) AS held, count(l.mode) FILTER (WHERE NOT l.granted) AS waiting
            FROM unnest(ARRAY['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock',
                              'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']) AS m(mode)
            LEFT JOIN pg_locks l ON l.mode = m.mode
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            GROUP BY 1
            """;

    @Override
    public String name() {
        return "locks";
    }

    @Override
    public Looking open(String database) {
        return LocksProbe::look;
    }

    private static Sighting look(Session session) throws SQLException {
        String datname = session.row("SELECT current_database() AS datname").text("datname");
        var findings = new Findings();
        for (Row row : session.rows(LOCKS)) {
            String[] labels = {"datname", datname, "mode", row.text("mode").toLowerCase(Locale.ROOT)};
            findings.gauge("pg_locks_count", "Locks held, by mode.", row.number("held"), labels)
                    .gauge("chronoops_locks_waiting", "Locks waited for, by mode.", row.number("waiting"), labels);
        }
        return findings.seen();
    }
}
