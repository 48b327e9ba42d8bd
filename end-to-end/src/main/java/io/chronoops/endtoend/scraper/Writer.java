package io.chronoops.endtoend.scraper;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** The application at work: writes at a steady pace over one connection of its own, until it is closed. */
public final class Writer implements AutoCloseable {
    private static final long SEED = 20250827;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ScraperDatabase database;
    private final Transactions transactions;
    private final long pace;
    private final WriteLog log = new WriteLog();
    private final Thread thread;
    private volatile boolean running = true;

    public Writer(ScraperDatabase database, int rows, int perSecond) {
        this.database = database;
        this.transactions = new Transactions(new Random(SEED), rows);
        this.pace = SECOND / perSecond;
        this.thread = Thread.ofPlatform().daemon().name("writer").unstarted(this::write);
    }

    public void start() {
        thread.start();
    }

    /** The schema has the columns of enhanced filtering now: the application uses them. */
    public void useFiltering() {
        transactions.useFiltering();
    }

    public WriteLog log() {
        return log;
    }

    private void write() {
        while (running) {
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                while (running) one(connection);
            } catch (SQLException e) {
                if (running) log.failed(e.toString());
                LockSupport.parkNanos(pace);
            }
        }
    }

    private void one(Connection connection) throws SQLException {
        long began = System.nanoTime();
        transactions.next(connection);
        connection.commit();
        long ended = System.nanoTime();
        log.committed(ended, ended - began);
        LockSupport.parkNanos(pace - (ended - began));
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
