package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.SequenceEntry;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Carries out a plan: schema, rows, keys, log, the rest of the schema, sequences, comparison. */
public final class RestoreDatabase {
    private final Repository repository;

    /** From this repository. */
    public RestoreDatabase(Repository repository) {
        this.repository = repository;
    }

    /** What was done. */
    record Restored(long transactions, long changes, boolean verified) {}

    Restored restore(RestorePlan plan, TargetDatabase target, int jobs, boolean verify, OperationRun run)
            throws IOException {
        Manifest base = plan.base();
        try {
            target.create(base.server(), run.operationId());
            run.progress("making the schema", 0, 0, "");
            script(base, "pre-data.sql", target);
            new LoadBase(repository, target).load(base, plan.entries(), jobs, run);
            run.progress("making the keys", 0, 0, "");
            script(base, "keys.sql", target);
            Restored restored = replay(plan, target, verify, run);
            target.finish();
            return restored;
        } catch (SQLException e) {
            target.drop();
            throw target.failure(e);
        } catch (IOException | RuntimeException e) {
            target.drop();
            throw e;
        }
    }

    private Restored replay(RestorePlan plan, TargetDatabase target, boolean verify, OperationRun run)
            throws SQLException, IOException {
        try (Connection connection = target.open()) {
            run.progress("replaying the log", 0, 0, "changes");
            var replay = new Replay(
                    connection, plan, new LargeValues(repository, plan.base().database()), run);
            new ArchiveReader(repository).read(plan.segments(), replay);
            replay.finish();
            connection.setAutoCommit(true);
            run.progress("making indexes and constraints", 0, 0, "");
            script(plan.base(), "post-data.sql", target);
            sequences(plan, connection);
            run.progress("refreshing views, analysing", 0, 0, "");
            try (var statement = connection.createStatement()) {
                for (String view :
                        plan.tables().isEmpty() ? plan.base().materializedViews() : java.util.List.<String>of()) {
                    statement.execute("REFRESH MATERIALIZED VIEW " + view);
                }
                statement.execute("ANALYZE");
            }
            if (verify) {
                new VerifyRestored(connection, run).verify(plan.entries(), replay.expectedRows(), replay.changes() > 0);
            }
            return new Restored(replay.transactions(), replay.changes(), verify);
        }
    }

    private void script(Manifest base, String name, TargetDatabase target) throws IOException {
        Path file = Files.createTempFile("chronoops-restore-", ".sql");
        try (InputStream in = repository.open(Layout.backup(base.database(), base.id()) + "/" + name)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            target.psql(file.toString());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Sequences are in no log: the newest sample up to the stop, but never behind the rows that are there. */
    private static void sequences(RestorePlan plan, Connection connection) throws SQLException {
        Map<String, Long> sampled = new HashMap<>();
        for (Segment segment : plan.segments()) {
            if (segment.lastLsn() <= plan.stop().lastLsn()) {
                sampled.putAll(segment.sequences());
            }
        }
        try (var statement = connection.createStatement()) {
            for (SequenceEntry sequence : plan.base().sequences()) {
                String name = Identifier.quote(sequence.schema(), sequence.name());
                if (!plan.tables().isEmpty() && !exists(connection, name)) {
                    continue;
                }
                Optional<Long> sample = sampled.entrySet().stream()
                        .filter(entry ->
                                entry.getKey().replace("\"", "").equals(sequence.schema() + "." + sequence.name()))
                        .map(Map.Entry::getValue)
                        .findFirst();
                Long last = sequence.lastValue() == null
                        ? sample.orElse(null)
                        : (Long) Math.max(sequence.lastValue(), sample.orElse(0L));
                String owner = sequence.table() == null || sequence.column() == null
                        ? "NULL::bigint"
                        : "(SELECT max(" + Identifier.quote(sequence.column()) + ")::bigint FROM " + sequence.table()
                                + ")";
                statement.execute("SELECT setval(" + Identifier.literal(name) + ", v) FROM (SELECT greatest(" + last
                        + "::bigint, " + owner + ") AS v) s WHERE v IS NOT NULL");
            }
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            query.setString(1, name);
            var row = query.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }
}
