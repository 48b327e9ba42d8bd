package io.chronoops.backup.restore;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.capture.LargeValues;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.SequenceEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.RunEntries;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries out a plan: schema, rows, keys, log, the rest of the schema, sequences, comparison. */
public final class RestoreDatabase {
    private final Repository repository;

    /** From this repository. */
    public RestoreDatabase(Repository repository) {
        this.repository = repository;
    }

    /**
     * What was done.
     *
     * @param leftOut what the database is without, and why
     */
    record Restored(long transactions, long changes, boolean verified, List<String> leftOut) {}

    Restored restore(RestorePlan plan, TargetDatabase target, int jobs, boolean verify, OperationRun run)
            throws IOException {
        try {
            target.create(plan.base().server(), run.operationId());
            Restored restored = fill(plan, target, jobs, verify, run);
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

    private Restored fill(RestorePlan plan, TargetDatabase target, int jobs, boolean verify, OperationRun run)
            throws SQLException, IOException {
        Manifest base = plan.base();
        List<String> leftOut = Collections.synchronizedList(new ArrayList<>());
        var script = new Script(repository, base);
        var postData = new PostData(target, weights(plan), leftOut::add);
        try (Connection session = target.open()) {
            run.progress("making the schema", 0, 0, "");
            var sql = new RunEntries(session, leftOut::add);
            for (Entry entry : plan.chosen(script.entries(Script.PRE_DATA))) {
                run.stopIfCancelled();
                sql.run(entry);
            }
            new LoadBase(repository, target).load(base, plan.entries(), jobs, run);
            List<Entry> keys = plan.chosen(script.entries(Script.KEYS));
            List<Entry> rest = plan.chosen(script.entries(Script.POST_DATA));
            if (plan.segments().isEmpty()) { // nothing to replay that needs the keys: all are built side by side
                rest = Stream.concat(keys.stream(), rest.stream()).toList();
            } else {
                postData.build(keys, jobs, run);
            }
            Replay replay = replay(plan, session, run);
            postData.build(rest, jobs, run);
            sequences(plan, session);
            finish(plan, session, run);
            if (verify) {
                new VerifyRestored(session, run).verify(plan.entries(), replay.expectedRows(), replay.changes() > 0);
            }
            return new Restored(replay.transactions(), replay.changes(), verify, List.copyOf(leftOut));
        }
    }

    private static Map<String, Long> weights(RestorePlan plan) {
        return plan.entries().stream().collect(Collectors.toMap(TableEntry::title, TableEntry::bytes));
    }

    private Replay replay(RestorePlan plan, Connection session, OperationRun run) throws SQLException, IOException {
        run.progress("replaying the log", 0, 0, "changes");
        // the scripts pin search_path and more to nothing; the log's values are read with the same settings as ever
        try (var statement = session.createStatement()) {
            statement.execute("RESET ALL");
        }
        var replay = new Replay(
                session, plan, new LargeValues(repository, plan.base().database()), run);
        new ArchiveReader(repository).read(plan.segments(), replay);
        replay.finish();
        session.setAutoCommit(true);
        return replay;
    }

    private static void finish(RestorePlan plan, Connection session, OperationRun run) throws SQLException {
        run.progress("refreshing views, analysing", 0, 0, "");
        try (var statement = session.createStatement()) {
            for (String view : plan.tables().isEmpty() ? plan.base().materializedViews() : List.<String>of()) {
                run.stopIfCancelled();
                statement.execute("REFRESH MATERIALIZED VIEW " + view);
            }
            statement.execute("ANALYZE");
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
