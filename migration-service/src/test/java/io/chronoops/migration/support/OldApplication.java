package io.chronoops.migration.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An application that knows nothing of the new columns: inserts and updates without pause, and measures how long each took. */
public final class OldApplication implements AutoCloseable {
    private static final long EVERY = Duration.ofMillis(4).toNanos();

    private final ScrapePages pages;
    private final int firstNumber;
    private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong inserted = new AtomicLong();
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable Exception failure;

    /** Begins at once; its new rows are numbered from here. */
    public OldApplication(ScrapePages pages, int firstNumber) {
        this.pages = pages;
        this.firstNumber = firstNumber;
        this.thread = Thread.ofPlatform().name("old-application").start(this::work);
    }

    private void work() {
        try (Connection connection = pages.connect();
                PreparedStatement insert =
                        connection.prepareStatement(ScrapePages.INSERT + " FROM (SELECT ?::int) t(n)");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE scrape_pages SET retry_count = retry_count + 1, updated_at = now() WHERE id = ?")) {
            for (int turn = 0; running; turn++) {
                long began = System.nanoTime();
                if (turn % 2 == 0) {
                    insert.setInt(1, firstNumber + turn);
                    insert.executeUpdate();
                    inserted.incrementAndGet();
                } else {
                    update.setInt(1, 1 + (int) ((turn * 7919L) % Math.max(1, firstNumber)));
                    update.executeUpdate();
                }
                micros.add((System.nanoTime() - began) / 1000);
                LockSupport.parkNanos(EVERY);
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    /** How many rows it has inserted. */
    public long inserted() {
        return inserted.get();
    }

    /** What stopped it; null: nothing. */
    public @Nullable Exception failure() {
        return failure;
    }

    /** How long its statements took, for a line in the log. */
    public Latency latency() {
        List<Long> sorted;
        synchronized (micros) {
            sorted = micros.stream().sorted().toList();
        }
        return new Latency(
                sorted.size(),
                sorted.get(sorted.size() / 2) / 1000.0,
                sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100)) / 1000.0,
                sorted.getLast() / 1000.0);
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds of one statement. */
    public record Latency(int statements, double median, double p99, double worst) {}
}
