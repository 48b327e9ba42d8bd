package io.chronoops.kit.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Operations as they are shown, newest first. */
public final class OperationList {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;

    /** Reads this service's control schema. */
    public OperationList(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest, at most limit. */
    public List<OperationView> newest(int limit) {
        return jdbc.query("SELECT * FROM operation ORDER BY accepted_at DESC LIMIT ?", (row, _) -> view(row), limit);
    }

    /** One by its id. */
    public Optional<OperationView> find(String id) {
        return jdbc.query("SELECT * FROM operation WHERE id = ?", (row, _) -> view(row), id).stream()
                .findFirst();
    }

    private static OperationView view(ResultSet row) throws SQLException {
        String step = row.getString("step");
        String reason = row.getString("reason");
        String details = row.getString("details");
        return new OperationView(
                row.getString("id"),
                row.getString("type"),
                row.getString("database"),
                row.getString("state"),
                row.getTimestamp("accepted_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("ended_at")),
                step == null
                        ? null
                        : new OperationView.ProgressView(
                                step, row.getLong("done"), row.getLong("total"), row.getString("unit")),
                row.getString("summary"),
                details == null ? Map.of() : JSON.readValue(details, STRINGS),
                reason == null
                        ? null
                        : new OperationView.FailureView(reason, row.getString("message"), row.getString("mend")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
