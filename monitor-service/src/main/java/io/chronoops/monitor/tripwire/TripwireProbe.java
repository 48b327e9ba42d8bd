package io.chronoops.monitor.tripwire;

import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import io.chronoops.monitor.reading.Cause;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the tripwire sees, and how many rows the tables have, which it must know before they go. */
public final class TripwireProbe implements DatabaseProbe {
    private static final String ROWS = """
            SELECT n.nspname || '.' || c.relname AS name, (extract(epoch FROM now()) * 1000000)::bigint AS at,
                   CASE WHEN pg_relation_size(c.oid) = 0 THEN 0
                        WHEN greatest(c.reltuples, s.n_live_tup) > 0 THEN greatest(c.reltuples, s.n_live_tup) END::float8 AS rows
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE c.relkind = 'r'
            """;

    private final Tripwire tripwire;

    /** Of this tripwire. */
    public TripwireProbe(Tripwire tripwire) {
        this.tripwire = tripwire;
    }

    @Override
    public String name() {
        return Tripwire.PROBE;
    }

    @Override
    public Looking open(String database) {
        return session -> look(database, session);
    }

    private Sighting look(String database, Session session) throws SQLException {
        var followed = tripwire.find(database);
        if (followed.isEmpty()) {
            return new Findings().seen();
        }
        List<Row> tables = session.rows(ROWS);
        if (!tables.isEmpty()) {
            Instant at = Instant.EPOCH.plus(tables.getFirst().whole("at"), ChronoUnit.MICROS);
            Map<String, Double> rows = new HashMap<>();
            tables.forEach(table -> table.maybe("rows").ifPresent(known -> rows.put(table.text("name"), known)));
            followed.get().rows().looked(new TableRows.Look(at, rows));
        }
        String trouble = followed.get().follow().trouble();
        return trouble == null
                ? new Findings().seen()
                : new Blind(Cause.FAILED, trouble, "see whether the broker and the registry answer");
    }
}
