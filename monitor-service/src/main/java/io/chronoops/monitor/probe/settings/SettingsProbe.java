package io.chronoops.monitor.probe.settings;

import io.chronoops.monitor.probe.DatabaseProbe;
import io.chronoops.monitor.probe.Findings;
import io.chronoops.monitor.probe.Row;
import io.chronoops.monitor.probe.Session;
import io.chronoops.monitor.probe.Sighting;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Settings as postgres_exporter names them: in bytes and seconds, the unit in the name. */
@Component
final class SettingsProbe implements DatabaseProbe {
    private static final String SETTINGS = """
            SELECT name || CASE WHEN unit IN ('B', 'kB', '8kB', '16kB', 'MB') THEN '_bytes'
                                WHEN unit IN ('ms', 's', 'min') THEN '_seconds' ELSE '' END AS name,
                   short_desc,
                   CASE setting WHEN 'on' THEN 1 WHEN 'off' THEN 0 ELSE setting::float8 END
                     * CASE unit WHEN 'kB' THEN 1024 WHEN '8kB' THEN 8192 WHEN '16kB' THEN 16384 WHEN 'MB' THEN 1048576
                                 WHEN 'ms' THEN 0.001 WHEN 'min' THEN 60 ELSE 1 END AS value
            FROM pg_settings
            WHERE vartype IN ('bool', 'integer', 'real') AND (name LIKE 'autovacuum%' OR name IN (
              'max_connections', 'superuser_reserved_connections', 'reserved_connections', 'shared_buffers',
              'effective_cache_size', 'maintenance_work_mem', 'work_mem', 'max_wal_size', 'random_page_cost',
              'seq_page_cost', 'max_worker_processes', 'max_parallel_workers', 'max_locks_per_transaction',
              'max_replication_slots', 'max_wal_senders', 'checkpoint_timeout', 'fsync', 'full_page_writes'))
            """;

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public Looking open(String database) {
        return SettingsProbe::look;
    }

    private static Sighting look(Session session) throws SQLException {
        var findings = new Findings();
        for (Row row : session.rows(SETTINGS)) {
            findings.gauge("pg_settings_" + row.text("name"), row.text("short_desc"), row.number("value"));
        }
        return findings.seen();
    }
}
