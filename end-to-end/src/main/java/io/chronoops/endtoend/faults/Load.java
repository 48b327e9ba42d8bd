package io.chronoops.endtoend.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Writes without a pause, whatever happens to the server: inserts, updates, changes of keys, deletes, rollbacks, also to a
 * savepoint, transactions of many rows, TRUNCATE. Several writers, so that transactions overlap.
 */
final class Load implements AutoCloseable {
    private static final int WRITERS = 3;
    private static final int KEYS = 3_000;
    private static final int LARGE_ONE_IN = 400;
    private static final int TRUNCATE_ONE_IN = 80;
    private static final int ROLLBACK_ONE_IN = 10;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final Operated operated;
    private final AtomicLong committed = new AtomicLong();
    private final List<Thread> threads;
    private volatile boolean running = true;

    Load(Operated operated, long seed) {
        this.operated = operated;
        this.threads = IntStream.range(0, WRITERS)
                .mapToObj(writer -> Thread.ofPlatform()
                        .name("writer-" + writer)
                        .daemon()
                        .start(() -> write(new Random(seed * WRITERS + writer))))
                .toList();
    }

    /** How many commits have been answered. */
    long committed() {
        return committed.get();
    }

    private void write(Random random) {
        while (running) {
            try (Connection connection = operated.connect("chrono_scraper")) {
                connection.setAutoCommit(false);
                while (running) {
                    transaction(connection, random);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            } catch (
                    SQLException e) { // the server is away, or two writers met: what was not committed is not the truth
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private void transaction(Connection connection, Random random) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (random.nextInt(LARGE_ONE_IN) == 0) {
                large(statement, random);
            } else if (random.nextInt(TRUNCATE_ONE_IN) == 0) {
                statement.execute("INSERT INTO emptied VALUES (1, 'a') ON CONFLICT DO NOTHING");
                statement.execute("TRUNCATE emptied, emptied_too");
                statement.execute("INSERT INTO emptied VALUES (2, 'b')");
            } else {
                for (int i = random.nextInt(5); i >= 0; i--) one(statement, random);
            }
            if (random.nextInt(ROLLBACK_ONE_IN) == 0) {
                connection.rollback();
            } else {
                connection.commit();
                committed.incrementAndGet();
            }
        }
    }

    private static void large(Statement statement, Random random) throws SQLException {
        int from = 1_000_000 + random.nextInt(1_000) * 20_000;
        statement.execute("INSERT INTO pages SELECT i, 'u' || i, repeat('x', i % 50), i / 7.0, now(), true FROM"
                + " generate_series(" + from + ", " + (from + random.nextInt(9_000)) + ") i ON CONFLICT DO NOTHING");
        statement.execute("DELETE FROM pages WHERE id >= " + from + " AND id % 3 = 0 AND id < " + (from + 9_000));
    }

    private static void one(Statement statement, Random random) throws SQLException {
        int id = random.nextInt(KEYS);
        switch (random.nextInt(9)) {
            case 0, 1 ->
                statement.execute("INSERT INTO pages VALUES (" + id + ", 'https://x/" + id
                        + "', (SELECT string_agg(md5(i || '"
                        + random.nextInt() + "'), '') FROM generate_series(1, " + (1 + random.nextInt(150)) + ") i), "
                        + random.nextInt(1_000) + ".50, now(), " + random.nextBoolean()
                        + ") ON CONFLICT (id) DO UPDATE SET score = excluded.score, seen = NULL");
            case 2 ->
                statement.execute(
                        "UPDATE pages SET score = score + 1, ok = NOT ok WHERE id BETWEEN " + id + " AND " + (id + 20));
            case 3 ->
                statement.execute("UPDATE pages SET id = id + 100000 WHERE id = " + id
                        + " AND NOT EXISTS (SELECT FROM pages WHERE id = " + (id + 100_000) + ")");
            case 4 -> statement.execute("DELETE FROM pages WHERE id IN (" + id + ", " + (id + 100_000) + ")");
            case 5 ->
                statement.execute("INSERT INTO names VALUES ('it''s \"" + id + "\"', " + id
                        + ") ON CONFLICT (id) DO UPDATE SET x = names.x + 1");
            case 6 ->
                statement.execute("INSERT INTO whole VALUES (" + id + ", NULL, " + random.nextInt()
                        + ") ON CONFLICT (id) DO UPDATE SET a = 'again', b = excluded.b");
            case 7 -> statement.execute("DELETE FROM whole WHERE id = " + id);
            default -> {
                var savepoint = statement.getConnection().setSavepoint();
                statement.execute("INSERT INTO names VALUES ('gone " + random.nextInt() + "', 0)");
                statement.getConnection().rollback(savepoint);
                statement.execute("DELETE FROM names WHERE id LIKE '%" + id + "%'");
            }
        }
    }

    @Override
    public void close() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
