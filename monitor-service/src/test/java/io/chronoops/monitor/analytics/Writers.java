package io.chronoops.monitor.analytics;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Writers that never stop: inserts, updates, deletes, new keys, rollbacks, transactions of several sizes. */
final class Writers implements AutoCloseable {
    private static final List<String> STATUS =
            List.of("pending", "completed", "failed", "retry", "it''s odd\t", "filtered_duplicate");

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong committed = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final List<SQLException> failures = new ArrayList<>();

    /** Where connections come from. */
    interface Source {
        Connection connect() throws SQLException;
    }

    Writers(Source source, int rows) {
        for (int writer = 0; writer < 3; writer++) {
            int seed = writer;
            threads.add(Thread.ofPlatform().start(() -> write(source, new Random(seed), rows)));
        }
    }

    private void write(Source source, Random random, int rows) {
        try (Connection connection = source.connect();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (running.get()) {
                for (int i = 0; i <= random.nextInt(5); i++) {
                    sql.execute(statement(random, rows));
                }
                if (random.nextInt(10) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    committed.incrementAndGet();
                }
            }
        } catch (SQLException e) {
            synchronized (failures) {
                failures.add(e);
            }
        }
    }

    /** Rows are found in the order of their ids, so that writers do not deadlock often; a deadlock is retried by nobody. */
    private static String statement(Random random, int rows) {
        String status = STATUS.get(random.nextInt(STATUS.size()));
        int id = random.nextInt(rows);
        String some = " WHERE id IN (SELECT id FROM scrape_pages WHERE id >= " + id
                + " ORDER BY id LIMIT 3 FOR UPDATE SKIP LOCKED)";
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                "INSERT INTO scrape_pages (domain_id, status) VALUES (" + random.nextInt(30) + ", '" + status + "')";
            case 2 -> "DELETE FROM scrape_pages" + some;
            case 3 -> "UPDATE scrape_pages SET id = nextval('scrape_pages_id_seq')" + some;
            case 4 -> "UPDATE scrape_pages SET domain_id = NULL" + some;
            default -> "UPDATE scrape_pages SET status = '" + status + "'" + some;
        };
    }

    long committed() {
        return committed.get();
    }

    @Override
    public void close() throws InterruptedException, SQLException {
        running.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
