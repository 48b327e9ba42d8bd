package io.chronoops.migration.postgres;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a table held when an operation first touched it, kept in the control schema over the death of a run. */
public final class Beginnings {
    private final JdbcTemplate jdbc;

    /** In the schema that this template writes. */
    public Beginnings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Of an operation that has begun; empty: it has not touched anything yet. */
    public Optional<Tally> find(String operationId) {
        return jdbc
                .query(
                        "SELECT rows, deleted, heap_bytes, index_bytes, server_start FROM beginning WHERE operation_id = ?",
                        (row, _) -> new Tally(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getString(5)),
                        operationId)
                .stream()
                .findFirst();
    }

    /** As recorded, or counted now and recorded. */
    public Tally of(String operationId, Supplier<Tally> now) {
        return find(operationId).orElseGet(() -> {
            Tally tally = now.get();
            jdbc.update(
                    "INSERT INTO beginning (operation_id, rows, deleted, heap_bytes, index_bytes, server_start) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    operationId,
                    tally.rows(),
                    tally.deleted(),
                    tally.heapBytes(),
                    tally.indexBytes(),
                    tally.serverStart());
            return tally;
        });
    }
}
