package io.chronoops.backup.retention;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import io.chronoops.kit.operation.CommandPublisher;
import io.chronoops.kit.operation.CommandPublisher.NotPublished;
import io.chronoops.ops.CleanupCommand;
import io.chronoops.ops.MaintenanceCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Asks for a cleanup of every database once a period: a command like any other, whose id says which period, so that two instances ask once. */
public final class CleanupOnSchedule implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CleanupOnSchedule.class);

    private final Databases databases;
    private final CommandPublisher publisher;
    private final Duration every;
    private final Clock clock;
    private volatile @Nullable Thread thread;

    /** Through this publisher, as often as the rules say. */
    public CleanupOnSchedule(Databases databases, CommandPublisher publisher, RetentionProperties rules, Clock clock) {
        this.databases = databases;
        this.publisher = publisher;
        this.every = rules.every();
        this.clock = clock;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("cleanup-on-schedule").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Instant now = clock.instant();
            long period = now.toEpochMilli() / every.toMillis();
            databases.all().forEach(database -> ask(database, now, period));
            Instant next = Instant.ofEpochMilli((period + 1) * every.toMillis());
            LockSupport.parkNanos(Duration.between(now, next).toNanos());
        }
    }

    private void ask(Database database, Instant now, long period) {
        try {
            publisher.publish(MaintenanceCommand.newBuilder()
                    .setId("cleanup-" + database.name() + "-" + period)
                    .setAt(now.truncatedTo(ChronoUnit.MICROS))
                    .setSource("backup-service:schedule")
                    .setDatabase(database.name())
                    .setCleanup(new CleanupCommand(false))
                    .build());
        } catch (NotPublished e) {
            LOG.atWarn()
                    .addKeyValue("database", database.name())
                    .setCause(e)
                    .log("cleanup not asked for, again next period");
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** After the databases are known. */
    @Override
    public int getPhase() {
        return 2;
    }
}
