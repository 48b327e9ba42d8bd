package io.chronoops.migration.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A second connection that looks at the first: whom it waits for, how far a long statement is. */
final class Watcher implements AutoCloseable {
    private static final String BLOCKERS = """
            SELECT b.pid, coalesce(a.usename, '?'), coalesce(a.application_name, ''), coalesce(a.state, a.backend_type, '?'),
                   coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0)::bigint,
                   coalesce(left(regexp_replace(a.query, '\\s+', ' ', 'g'), 100), '')
            FROM (SELECT DISTINCT unnest(pg_blocking_pids(?))) b(pid) LEFT JOIN pg_stat_activity a ON a.pid = b.pid
            ORDER BY a.xact_start NULLS LAST""";
    private final Connection connection;

    Watcher(Connection connection) {
        this.connection = connection;
    }

    /** Whom this session waits for now. */
    synchronized List<Blocker> blockersOf(int pid) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BLOCKERS)) {
            query.setInt(1, pid);
            var found = new ArrayList<Blocker>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Blocker(
                            row.getInt(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            Duration.ofSeconds(row.getLong(5)),
                            row.getString(6)));
                }
            }
            return found;
        }
    }

    /** How far a long statement of this session is, where PostgreSQL tells. */
    synchronized Optional<LongWork> workOf(int pid) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("""
            SELECT phase, CASE WHEN blocks_total > 0 THEN blocks_done ELSE lockers_done END,
                   CASE WHEN blocks_total > 0 THEN blocks_total ELSE lockers_total END,
                   CASE WHEN blocks_total > 0 THEN 'blocks' ELSE 'transactions' END
            FROM pg_stat_progress_create_index WHERE pid = %1$d
            UNION ALL
            SELECT phase, heap_blks_scanned, heap_blks_total, 'blocks' FROM pg_stat_progress_vacuum WHERE pid = %1$d""".formatted(pid))) {
            return row.next()
                    ? Optional.of(new LongWork(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)))
                    : Optional.empty();
        }
    }

    /** Looks once, after a delay, whom the session waits for, unless it is closed before. */
    Glance glance(int pid, Duration delay) {
        return new Glance(this, pid, delay);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** PostgreSQL's own words for what it does, and figures. */
    record LongWork(String phase, long done, long total, String unit) {}

    /** One look that is under way beside a statement. Never interrupted: that would cut the connection. */
    static final class Glance implements AutoCloseable {
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile List<Blocker> seen = List.of();
        private final Thread thread;

        private Glance(Watcher watcher, int pid, Duration delay) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    if (!over.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                        seen = watcher.blockersOf(pid);
                    }
                } catch (SQLException | InterruptedException _) {
                    seen = List.of(); // only a name less
                }
            });
        }

        /** Who was in the way. */
        List<Blocker> blockers() {
            close();
            return seen;
        }

        @Override
        public void close() {
            over.countDown();
            boolean interrupted = false;
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
