package io.chronoops.migration.postgres;

import io.chronoops.migration.run.Checkpoints;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Checkpoints in this service's control schema. */
public final class ControlCheckpoints implements Checkpoints {
    private final JdbcTemplate jdbc;

    /** In the schema that this template writes. */
    public ControlCheckpoints(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Checkpoint> find(Place place) {
        return jdbc
                .query(
                        "SELECT key, rows, settled_before FROM checkpoint WHERE database = ? AND plan = ? AND step = ? AND relation = ?",
                        (row, _) -> new Checkpoint(
                                List.of((String[]) row.getArray(1).getArray()), row.getLong(2), (Long)
                                        row.getObject(3)),
                        place.database(),
                        place.plan(),
                        place.step(),
                        place.table())
                .stream()
                .findFirst();
    }

    @Override
    public void save(Place place, Checkpoint checkpoint) {
        jdbc.update("""
                INSERT INTO checkpoint (database, plan, step, relation, key, rows, settled_before)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (database, plan, step) DO UPDATE SET relation = excluded.relation, key = excluded.key,
                    rows = excluded.rows, settled_before = excluded.settled_before, saved_at = now()""", statement -> bind(statement, place, checkpoint));
    }

    private static void bind(PreparedStatement statement, Place place, Checkpoint checkpoint) throws SQLException {
        statement.setString(1, place.database());
        statement.setString(2, place.plan());
        statement.setString(3, place.step());
        statement.setString(4, place.table());
        statement.setArray(
                5,
                statement.getConnection().createArrayOf("text", checkpoint.key().toArray()));
        statement.setLong(6, checkpoint.rows());
        statement.setObject(7, checkpoint.settledBefore(), java.sql.Types.BIGINT);
    }

    @Override
    public void forget(String database, String plan) {
        jdbc.update("DELETE FROM checkpoint WHERE database = ? AND plan = ?", database, plan);
    }
}
