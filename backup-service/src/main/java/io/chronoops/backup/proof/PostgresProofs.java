package io.chronoops.backup.proof;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Remembered in the control database. */
public final class PostgresProofs implements Proofs {
    private static final String RUN = "";

    private final JdbcTemplate jdbc;

    /** Through this template. */
    public PostgresProofs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Instant> checked(String database) {
        Map<String, Instant> checked = new HashMap<>();
        jdbc.query(
                "SELECT table_name, checked_at FROM table_proof WHERE database = ? AND table_name <> ''",
                row -> {
                    checked.put(row.getString(1), row.getTimestamp(2).toInstant());
                },
                database);
        return checked;
    }

    @Override
    public void compared(String database, String table, Compared compared) {
        Timestamp at = Timestamp.from(compared.at());
        jdbc.update(
                """
                INSERT INTO table_proof AS p (database, table_name, checked_at, proven_at, lsn, rows, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (database, table_name) DO UPDATE
                SET checked_at = excluded.checked_at, proven_at = coalesce(excluded.proven_at, p.proven_at),
                    lsn = excluded.lsn, rows = excluded.rows, digest = excluded.digest""",
                database,
                table,
                at,
                compared.equal() ? at : null,
                compared.lsn(),
                compared.source().rows(),
                compared.source().digest());
    }

    @Override
    public void ran(String database, Instant at) {
        compared(database, RUN, new Compared(at, 0, new TableState(0, ""), false));
    }

    @Override
    public Optional<Instant> lastRun(String database) {
        return jdbc
                .queryForList(
                        "SELECT checked_at FROM table_proof WHERE database = ? AND table_name = ''",
                        Timestamp.class,
                        database)
                .stream()
                .map(Timestamp::toInstant)
                .findFirst();
    }

    @Override
    public long proven(String database, Instant now, Duration within) {
        Long count = jdbc.queryForObject(
                "SELECT count(*) FROM table_proof WHERE database = ? AND table_name <> '' AND proven_at > ?",
                Long.class,
                database,
                Timestamp.from(now.minus(within)));
        return count == null ? 0 : count;
    }
}
