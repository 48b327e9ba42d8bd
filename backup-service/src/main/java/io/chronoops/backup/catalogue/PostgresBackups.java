package io.chronoops.backup.catalogue;

import io.chronoops.backup.postgres.Lsn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The catalogue in this service's control schema. */
public final class PostgresBackups implements Backups {
    private final JdbcTemplate jdbc;

    /** Through this template, so that it takes part in its transactions. */
    public PostgresBackups(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Backup backup) {
        jdbc.update(
                """
                INSERT INTO backup (id, database, type, taken_at, ended_at, lsn, tables, rows, bytes, codec, retention_days, location, base_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""",
                backup.id(),
                backup.database(),
                backup.type(),
                Timestamp.from(backup.takenAt()),
                Timestamp.from(backup.endedAt()),
                Lsn.parse(backup.lsn()),
                backup.tables(),
                backup.rows(),
                backup.bytes(),
                backup.codec(),
                backup.retentionDays(),
                backup.location(),
                backup.baseId());
    }

    @Override
    public List<Backup> list(@Nullable String database) {
        return database == null
                ? jdbc.query("SELECT * FROM backup ORDER BY taken_at DESC", (row, _) -> backup(row))
                : jdbc.query(
                        "SELECT * FROM backup WHERE database = ? ORDER BY taken_at DESC",
                        (row, _) -> backup(row),
                        database);
    }

    @Override
    public Optional<Backup> find(String id) {
        return jdbc.query("SELECT * FROM backup WHERE id = ?", (row, _) -> backup(row), id).stream()
                .findFirst();
    }

    @Override
    public void verified(String id, Instant at) {
        jdbc.update("UPDATE backup SET verified_at = ?, damaged = NULL WHERE id = ?", Timestamp.from(at), id);
    }

    @Override
    public void damaged(String id, String what) {
        jdbc.update("UPDATE backup SET damaged = ?, verified_at = NULL WHERE id = ?", what, id);
    }

    @Override
    public Optional<Backup> lock(String id) {
        return jdbc.query("SELECT * FROM backup WHERE id = ? FOR UPDATE", (row, _) -> backup(row), id).stream()
                .findFirst();
    }

    @Override
    public void pinned(String id, @Nullable Instant since) {
        jdbc.update("UPDATE backup SET pinned_at = ? WHERE id = ?", timestamp(since), id);
    }

    @Override
    public void proven(String id, Instant at, double seconds) {
        jdbc.update(
                "UPDATE backup SET proven_at = ?, proven_seconds = ? WHERE id = ?", Timestamp.from(at), seconds, id);
    }

    @Override
    public void mark(String id, Marks marks) {
        jdbc.update(
                """
                UPDATE backup SET verified_at = ?, damaged = ?, pinned_at = ?, proven_at = ?, proven_seconds = ?
                WHERE id = ?""",
                timestamp(marks.verifiedAt()),
                marks.damaged(),
                timestamp(marks.pinnedAt()),
                timestamp(marks.provenAt()),
                marks.provenSeconds(),
                id);
    }

    @Override
    public void remove(String id) {
        jdbc.update("DELETE FROM backup WHERE id = ?", id);
    }

    private static Backup backup(ResultSet row) throws SQLException {
        int days = row.getInt("retention_days");
        Integer retention = row.wasNull() ? null : days;
        double seconds = row.getDouble("proven_seconds");
        Double proven = row.wasNull() ? null : seconds;
        return new Backup(
                row.getString("id"),
                row.getString("database"),
                row.getString("type"),
                row.getTimestamp("taken_at").toInstant(),
                row.getTimestamp("ended_at").toInstant(),
                Lsn.text(row.getLong("lsn")),
                row.getInt("tables"),
                row.getLong("rows"),
                row.getLong("bytes"),
                row.getString("codec"),
                retention,
                row.getString("location"),
                instant(row.getTimestamp("verified_at")),
                row.getString("damaged"),
                instant(row.getTimestamp("pinned_at")),
                instant(row.getTimestamp("proven_at")),
                proven,
                row.getString("base_id"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
