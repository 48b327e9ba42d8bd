package io.chronoops.endtoend.watch;

import io.chronoops.endtoend.place.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Each second: how old is the newest commit that is durable in the repository? That much a loss of everything else would cost.
 * Where backup-service does not answer, what was durable last grows older.
 */
public final class WatchRecoveryPoint implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Service backup;
    private final String path;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile Instant archived = Instant.now();
    private volatile Duration worst = Duration.ZERO;
    private final AtomicInteger samples = new AtomicInteger();

    /** Begins at once: the database can be restored from now on. */
    public WatchRecoveryPoint(Service backup, String database) {
        this.backup = backup;
        this.path = "/api/v1/databases/" + database + "/capture";
        this.thread = Thread.ofPlatform().daemon().name("recovery-point").start(this::watch);
    }

    private void watch() {
        while (running) {
            sample();
            LockSupport.parkNanos(SECOND.toNanos());
        }
    }

    private void sample() {
        try {
            String at = backup.get(path).path("archivedCommitAt").asString("");
            if (!at.isEmpty()) archived = Instant.parse(at);
        } catch (RuntimeException e) {
            if (!running) return; // else: not knowing is not zero, the age grows
        }
        Duration age = Duration.between(archived, Instant.now());
        if (age.compareTo(worst) > 0) worst = age;
        samples.incrementAndGet();
    }

    /** The worst of all samples. */
    public Duration worst() {
        return worst;
    }

    public int samples() {
        return samples.get();
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
    }
}
