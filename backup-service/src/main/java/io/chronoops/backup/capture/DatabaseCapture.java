package io.chronoops.backup.capture;

import io.chronoops.backup.archive.ArchiveState;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Opened;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.kit.wire.WireSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private final ArchiveState archive;
    private final LongSupplier nextEpoch;
    private final Duration retryAfter;
    private final RenewSlot renewSlot;
    private volatile boolean running = true;
    private volatile CaptureStatus status = new CaptureStatus.Starting();
    private volatile @Nullable CaptureEngine engine;

    DatabaseCapture(
            Database database,
            Operated operated,
            WireSettings wire,
            LargeValues large,
            Positions positions,
            CaptureProperties properties) {
        this.database = database;
        this.operated = operated;
        this.wire = wire;
        this.large = large;
        this.archive = positions.archive();
        this.nextEpoch = positions.nextEpoch();
        this.retryAfter = properties.retryAfter();
        this.renewSlot = new RenewSlot(database, properties);
    }

    /** Where the archive stands, and the next epoch to write under. */
    record Positions(ArchiveState archive, LongSupplier nextEpoch) {}

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

    /**
     * In this order: whoever finds the slot in use leaves the other's producer alone, and a slot is made anew only when the
     * repository and Kafka answer, so that it does not pile up WAL for nobody.
     */
    private String capture() throws SQLException, InterruptedException, IOException {
        status = new CaptureStatus.Starting();
        long epoch = nextEpoch.getAsLong();
        try (Connection connection = operated.open(database)) {
            Optional<String> renew = renewSlot.need(connection);
            ChangeLogTopic.make(database.name(), wire);
            try (var publisher = new ChangePublisher(database.name(), wire.producer())) {
                if (renew.isPresent() && running) {
                    renewSlot.renew(connection, renew.get());
                }
                SourceServer server = SourceServer.of(connection);
                Opened opened = opened(connection, server, renew.orElse(null));
                connection.close();
                archive.turn().claim(epoch);
                archive.turn()
                        .begun(publisher.publish(List.of(ChangeEvent.newBuilder()
                                .setEpoch(epoch)
                                .setOpened(opened)
                                .build())));
                return stream(epoch, new Begun(server, opened), publisher);
            }
        }
    }

    private String stream(long epoch, Begun begun, ChangePublisher publisher) throws IOException, SQLException {
        var identities = new LiveIdentities(database, operated);
        var translator = new ChangeTranslator(epoch, begun.server().knownXid(), large, identities);
        try (identities;
                var run = new CaptureEngine(
                        database,
                        operated.password(database, Operated.BACKUP_ROLE),
                        new Properties(),
                        records -> {
                            if (!(status instanceof CaptureStatus.Streaming)) {
                                refuseAnotherSlot(begun.opened(), archive.confirmableLsn(epoch));
                                status = new CaptureStatus.Streaming();
                            }
                            publisher.publish(records.stream()
                                    .map(translator::translate)
                                    .flatMap(List::stream)
                                    .toList());
                        },
                        () -> archive.confirmableLsn(epoch))) {
            engine = run;
            String failure = running ? run.run() : null;
            return failure == null ? "the engine ended" : failure;
        } finally {
            engine = null;
        }
    }

    /** What is streamed, and what was said of where it begins. */
    private record Begun(SourceServer server, Opened opened) {}

    /** Debezium makes a slot by itself where ours goes away while it begins: then what we said of its place is not true. */
    private void refuseAnotherSlot(Opened opened, long confirmed) {
        try (Connection connection = operated.open(database)) {
            long now = Slots.find(connection, opened.getSlot())
                    .map(Slots.Slot::confirmedLsn)
                    .orElse(Long.MAX_VALUE);
            if (now > Math.max(opened.getConfirmedLsn(), confirmed)) {
                throw new IllegalStateException("slot " + opened.getSlot() + " was made anew while the capture began");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("slot " + opened.getSlot() + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    private Opened opened(Connection connection, SourceServer server, @Nullable String renewed) throws SQLException {
        String name = Slots.name(database.name());
        Slots.Slot slot = Slots.find(connection, name)
                .orElseThrow(() -> new SQLException("slot " + name + " went away just now"));
        return Opened.newBuilder()
                .setSlot(name)
                .setConfirmedLsn(slot.confirmedLsn())
                .setSystemIdentifier(server.systemIdentifier())
                .setTimeline(server.timeline())
                .setRenewed(renewed)
                .setEndedTimelines(server.endedTimelines(operated, database))
                .build();
    }

    /** Starts over from the slot: the log has lost records. */
    void restart() {
        CaptureEngine now = engine;
        if (now != null) {
            close(now);
        }
    }

    /** What knows why the slot is made anew. */
    RenewSlot slot() {
        return renewSlot;
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
}
