package io.chronoops.backup.capture;

import io.chronoops.backup.postgres.Operated;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Opened;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.wire.WireSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the capture of one database running: a fresh engine after every failure, from where the slot stands. */
final class DatabaseCapture implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCapture.class);

    private final Database database;
    private final Operated operated;
    private final WireSettings wire;
    private final LargeValues large;
    private final LongSupplier sealedLsn;
    private final LongSupplier nextEpoch;
    private final Duration retryAfter;
    private volatile boolean running = true;
    private volatile CaptureStatus status = new CaptureStatus.Starting();
    private volatile @Nullable CaptureEngine engine;

    DatabaseCapture(
            Database database,
            Operated operated,
            WireSettings wire,
            LargeValues large,
            Positions positions,
            Duration retryAfter) {
        this.database = database;
        this.operated = operated;
        this.wire = wire;
        this.large = large;
        this.sealedLsn = positions.sealedLsn();
        this.nextEpoch = positions.nextEpoch();
        this.retryAfter = retryAfter;
    }

    /** Where the archive stands, and the next epoch to write under. */
    record Positions(LongSupplier sealedLsn, LongSupplier nextEpoch) {}

    @Override
    public void run() {
        while (running) {
            String why;
            try {
                why = capture();
            } catch (SQLException | OperationFailed | KafkaException | UncheckedIOException | IOException e) {
                why = String.valueOf(e.getMessage());
            } catch (OutOfMemoryError e) { // never silently: a capture that is down is told, and tried again
                why = "a change does not fit into this service's memory: " + e.getMessage();
            } catch (InterruptedException _) {
                return;
            }
            if (running) {
                status = new CaptureStatus.Down(why);
                LOG.atWarn()
                        .addKeyValue("database", database.name())
                        .addKeyValue("reason", why)
                        .log("capture stopped, starts again from its slot; nothing is lost");
                LockSupport.parkNanos(retryAfter.toNanos());
            }
        }
    }

    private String capture() throws SQLException, InterruptedException, IOException {
        status = new CaptureStatus.Starting();
        long epoch = nextEpoch.getAsLong();
        try (var publisher = new ChangePublisher(database.name(), wire.producer());
                var identities = new LiveIdentities(database, operated)) {
            Start start = start();
            publisher.publish(List.of(ChangeEvent.newBuilder()
                    .setEpoch(epoch)
                    .setOpened(start.opened())
                    .build()));
            var translator = new ChangeTranslator(epoch, start.knownXid(), large, identities);
            try (var run = new CaptureEngine(
                    database,
                    operated.password(database, Operated.BACKUP_ROLE),
                    new Properties(),
                    records -> {
                        status = new CaptureStatus.Streaming();
                        publisher.publish(records.stream()
                                .map(translator::translate)
                                .flatMap(List::stream)
                                .toList());
                    },
                    sealedLsn)) {
                engine = run;
                String failure = run.run();
                return failure == null ? "the engine ended" : failure;
            } finally {
                engine = null;
            }
        }
    }

    private Start start() throws SQLException {
        try (Connection connection = operated.open(database)) {
            String name = Slots.name(database.name());
            Slots.Slot slot = Slots.find(connection, name)
                    .orElseThrow(() -> new SQLException(
                            "slot " + name + " is gone: take it up again with: chronoops databases add "
                                    + database.name() + " …, then a full backup"));
            if (slot.active()) {
                throw new SQLException("slot " + name + " is in use: another instance captures, this one waits");
            }
            if (slot.lost()) {
                throw new SQLException(
                        "slot " + name
                                + " is lost: max_slot_wal_keep_size was exceeded; remove and add the database, then take a full backup");
            }
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("""
                            SELECT system_identifier::text, (SELECT timeline_id FROM pg_control_checkpoint()),
                                   pg_snapshot_xmax(pg_current_snapshot())::text::bigint FROM pg_control_system()""")) {
                row.next();
                return new Start(
                        new Opened(name, slot.confirmedLsn(), row.getString(1), row.getInt(2)), row.getLong(3));
            }
        }
    }

    /** Starts over from the slot: the log has lost records. */
    void restart() {
        CaptureEngine now = engine;
        if (now != null) {
            close(now);
        }
    }

    CaptureStatus status() {
        return status;
    }

    void stop() {
        running = false;
        restart();
    }

    private void close(CaptureEngine now) {
        try {
            now.close();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("database", database.name()).setCause(e).log("engine did not close cleanly");
        }
    }

    private record Start(Opened opened, long knownXid) {}
}
