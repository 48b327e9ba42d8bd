package io.chronoops.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Writes without a pause: inserts, updates, key changes, deletes, rollbacks, transactions of several statements. */
final class Writer implements AutoCloseable {
    /** A writer that leaves the two cores of a build machine to what is tested. */
    private static final Duration PACE = Duration.ofMillis(4);

    private final Thread thread;
    private final AtomicLong committed = new AtomicLong();
    private volatile boolean running = true;
    private volatile @Nullable SQLException failure;

    Writer(String database, long seed) {
        thread = Thread.ofPlatform().start(() -> {
            var random = new Random(seed);
            try (Connection connection = RunningService.connect(database, "chrono_scraper")) {
                connection.setAutoCommit(false);
                while (running) {
                    transaction(connection, random);
                    LockSupport.parkNanos(PACE.toNanos());
                }
            } catch (SQLException e) {
                failure = e;
            }
        });
    }

    private void transaction(Connection connection, Random random) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                int id = random.nextInt(5_000);
                switch (random.nextInt(6)) {
                    case 0, 1 ->
                        statement.execute("INSERT INTO pages (url, body, score, seen) VALUES ('https://x/" + id
                                + "', repeat(md5('" + random.nextInt() + "'), " + (1 + random.nextInt(200)) + "), "
                                + random.nextGaussian() + ", now())");
                    case 2, 3 ->
                        statement.execute("UPDATE pages SET score = " + random.nextGaussian() + " WHERE id % 997 = "
                                + (id % 997));
                    case 4 -> statement.execute("UPDATE pages SET id = nextval('pages_id_seq') WHERE id = " + id);
                    default -> statement.execute("DELETE FROM pages WHERE id = " + id);
                }
            }
            if (random.nextInt(10) == 0) {
                connection.rollback();
            } else {
                connection.commit();
                committed.incrementAndGet();
            }
        }
    }

    long committed() {
        return committed.get();
    }

    @Override
    public void close() throws SQLException {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        SQLException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }
}
