package io.chronoops.backup.restore;

import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.RunEntries;
import io.chronoops.kit.operation.OperationRun;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Builds what comes after the rows over several sessions: indexes and keys first, those of the largest tables before all,
 * then foreign keys, then the rest one by one.
 */
final class PostData {
    private static final Set<String> INDEXES = Set.of("INDEX", "CONSTRAINT");
    private static final String FOREIGN_KEY = "FK CONSTRAINT";
    private static final String DEADLOCK = "40P01";

    private final TargetDatabase target;
    private final Map<String, Long> weights;
    private final Consumer<String> leftOut;

    /**
     * Into this database.
     *
     * @param weights bytes of each table's rows, by schema.table
     */
    PostData(TargetDatabase target, Map<String, Long> weights, Consumer<String> leftOut) {
        this.target = target;
        this.weights = weights;
        this.leftOut = leftOut;
    }

    void build(List<Entry> entries, int jobs, OperationRun run) throws IOException {
        List<Entry> indexes = entries.stream()
                .filter(entry -> INDEXES.contains(entry.type()))
                .sorted(Comparator.comparingLong(this::weight).reversed())
                .toList();
        together("building indexes", indexes, jobs, run);
        together(
                "checking foreign keys",
                entries.stream()
                        .filter(entry -> entry.type().equals(FOREIGN_KEY))
                        .sorted(Comparator.comparingLong(this::weight).reversed())
                        .toList(),
                jobs,
                run);
        together(
                "making triggers, rules, policies",
                entries.stream()
                        .filter(entry ->
                                !INDEXES.contains(entry.type()) && !entry.type().equals(FOREIGN_KEY))
                        .toList(),
                1,
                run);
    }

    private long weight(Entry entry) {
        return entry.table().map(table -> weights.getOrDefault(table, 0L)).orElse(0L);
    }

    private void together(String what, List<Entry> entries, int jobs, OperationRun run) throws IOException {
        Queue<Entry> open = new ConcurrentLinkedQueue<>(entries);
        List<Entry> again = new ArrayList<>();
        var done = new AtomicLong();
        target.inParallel(Math.clamp(entries.size(), 1, jobs), session -> {
            tune(session, jobs);
            var sql = new RunEntries(session, leftOut);
            for (Entry entry = open.poll(); entry != null; entry = open.poll()) {
                run.stopIfCancelled();
                try {
                    sql.run(entry);
                } catch (SQLException e) {
                    if (!DEADLOCK.equals(e.getSQLState())) {
                        open.clear();
                        throw e;
                    }
                    synchronized (again) {
                        again.add(entry);
                    }
                }
                run.progress(what, done.incrementAndGet(), entries.size(), "objects");
            }
        });
        if (!again.isEmpty()) {
            together(what, again, 1, run);
        }
    }

    /** A sort in memory is what makes an index fast; the server's own estimate of its cache says how much there is. */
    private static void tune(Connection session, int jobs) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("""
                    SELECT set_config('maintenance_work_mem', greatest(pg_size_bytes(current_setting('maintenance_work_mem')),
                      least(pg_size_bytes('1GB'), pg_size_bytes(current_setting('effective_cache_size')) / (4 * %d))) / 1024 || 'kB', false),
                      set_config('synchronous_commit', 'off', false), set_config('lock_timeout', '0', false)""".formatted(jobs));
        }
    }
}
