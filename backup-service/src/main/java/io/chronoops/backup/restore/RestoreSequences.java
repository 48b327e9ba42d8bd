package io.chronoops.backup.restore;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest.SequenceEntry;
import io.chronoops.backup.postgres.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sets sequences: as the base has them, and, as they are in no log, on to the newest sample and behind the rows replayed. */
final class RestoreSequences {
    private final Connection connection;

    RestoreSequences(Connection connection) {
        this.connection = connection;
    }

    void restore(RestorePlan plan, boolean replayed) throws SQLException {
        Map<String, Long> sampled = new HashMap<>();
        for (Segment segment : plan.segments()) {
            if (segment.lastLsn() <= plan.stop().lastLsn()) {
                segment.sequences().forEach((name, value) -> sampled.put(name.replace("\"", ""), value));
            }
        }
        for (SequenceEntry sequence : plan.schema().sequences()) {
            String name = Identifier.quote(sequence.schema(), sequence.name());
            if (plan.tables().isEmpty() || exists(name)) {
                set(
                        name,
                        sequence,
                        replayed
                                ? Optional.ofNullable(sampled.get(sequence.schema() + "." + sequence.name()))
                                : Optional.empty(),
                        replayed);
            }
        }
    }

    private void set(String name, SequenceEntry sequence, Optional<Long> sample, boolean replayed) throws SQLException {
        String furthest = sequence.descends() ? "least" : "greatest";
        String table = sequence.table(); // it may be none of those that are restored
        String edge = replayed && table != null && sequence.column() != null && exists(table)
                ? "(SELECT " + (sequence.descends() ? "min" : "max") + "(" + Identifier.quote(sequence.column())
                        + ")::bigint FROM " + table + ")"
                : "NULL::bigint";
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    SELECT CASE WHEN v IS NULL THEN setval(%1$s, %2$d, %3$s) ELSE setval(%1$s, %4$s(v, %5$s)) END
                    FROM (SELECT %4$s(%6$s::bigint, %7$s) AS v) further""".formatted(
                            Identifier.literal(name),
                            sequence.lastValue(),
                            sequence.called(),
                            furthest,
                            sequence.called() ? String.valueOf(sequence.lastValue()) : "NULL::bigint",
                            sample.map(String::valueOf).orElse("NULL"),
                            edge));
        }
    }

    private boolean exists(String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            query.setString(1, name);
            var row = query.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }
}
