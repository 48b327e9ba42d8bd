package io.chronoops.backup.capture;

import io.chronoops.kit.databases.Database;
import io.debezium.connector.postgresql.SourceOfChange;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * One run of Debezium on a database's slot. It resumes from the slot's confirmed position alone: no stored offset, because
 * one that stands inside a transaction loses the rest of it. The slot is confirmed up to what is sealed, never further.
 */
final class CaptureEngine implements AutoCloseable {
    private static final String COMMIT_LSN = "lsn_commit";
    private static final int ASKED = 600;
    private static final Duration AGAIN = Duration.ofMillis(50);
    /**
     * What the server's text of a value depends on; the driver itself sets DateStyle, the encoding and the time zone. Of what
     * regclass and its like name the text holds the schema, wherever the application looks first.
     */
    private static final String PINNED = "-c IntervalStyle=postgres -c extra_float_digits=3 -c bytea_output=hex"
            + " -c xmloption=content -c search_path=pg_catalog";

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private boolean begun;
    private boolean closing;
    private volatile boolean ended;

    CaptureEngine(Database database, String password, Properties more, BatchConsumer batches, LongSupplier sealedLsn) {
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings(database, password, more))
                .using(OffsetCommitPolicy.always())
                .using((success, message, error) -> {
                    if (!success) {
                        failure.set(message + (error == null ? "" : ": " + root(error)));
                    }
                })
                .notifying((records, committer) -> take(records, committer, batches, sealedLsn))
                .build();
    }

    private static String root(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + " " + cause.getMessage();
    }

    private static void take(
            List<RecordChangeEvent<SourceRecord>> records,
            RecordCommitter<RecordChangeEvent<SourceRecord>> committer,
            BatchConsumer batches,
            LongSupplier sealedLsn)
            throws InterruptedException {
        batches.take(records.stream().map(RecordChangeEvent::record).toList());
        long sealed = sealedLsn.getAsLong();
        if (sealed > 0) {
            var offsets = committer.buildOffsets();
            offsets.set(COMMIT_LSN, sealed);
            committer.markProcessed(records.getLast(), offsets);
            committer.markBatchFinished();
        }
    }

    private static Properties settings(Database database, String password, Properties more) {
        var settings = new Properties();
        settings.setProperty("name", "capture-" + database.name());
        settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        settings.setProperty("offset.flush.interval.ms", "0");
        settings.setProperty("topic.prefix", "chronoops_" + database.name());
        settings.setProperty("database.hostname", database.host());
        settings.setProperty("database.port", String.valueOf(database.port()));
        settings.setProperty("database.dbname", database.dbname());
        settings.setProperty("database.sslmode", database.sslmode());
        settings.setProperty("database.user", io.chronoops.backup.postgres.Operated.BACKUP_ROLE);
        settings.setProperty("database.password", password);
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", Slots.name(database.name()));
        settings.setProperty("slot.max.retries", "0");
        settings.setProperty("publication.name", Slots.PUBLICATION);
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("snapshot.mode", "no_data");
        settings.setProperty("provide.transaction.metadata", "true");
        settings.setProperty("skipped.operations", "none");
        settings.setProperty("include.unknown.datatypes", "true");
        settings.setProperty("tombstones.on.delete", "false");
        settings.setProperty("lsn.flush.mode", "connector");
        settings.setProperty("errors.max.retries", "0");
        settings.setProperty("xmin.fetch.interval.ms", "0");
        settings.setProperty("poll.interval.ms", "50");
        settings.setProperty("heartbeat.interval.ms", "1000");
        // what each change would carry or count for nobody
        settings.setProperty("statistics.metrics.enabled", "false");
        settings.setProperty("extended.headers.enabled", "false");
        settings.setProperty("sourceinfo.struct.maker", SourceOfChange.class.getName());
        // a batch is one Kafka transaction: the more a backlog fills it, the less its commit weighs; but what waits
        // here lives through many collections of a small heap, and each copies it
        settings.setProperty("max.batch.size", "2048");
        settings.setProperty("max.queue.size", "4096");
        settings.setProperty("max.queue.size.in.bytes", String.valueOf(32 << 20));
        settings.setProperty("event.converting.failure.handling.mode", "fail");
        settings.setProperty("driver.options", PINNED);
        settings.setProperty("converters", "text");
        settings.setProperty("text.type", TextConverter.class.getName());
        settings.putAll(more);
        return settings;
    }

    /** Runs until it is closed or fails; returns why it failed, or nothing. */
    @Nullable
    String run() {
        synchronized (this) {
            if (closing) {
                return null;
            }
            begun = true;
        }
        try {
            engine.run();
        } finally {
            ended = true;
        }
        return failure.get();
    }

    /** Debezium refuses to be closed while it starts, and would then hold the slot for ever: it is asked until it has ended. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closing = true;
            if (!begun) {
                return;
            }
        }
        for (int i = 0; i < ASKED && !ended; i++) {
            try {
                engine.close();
                return;
            } catch (IllegalStateException _) {
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    /** Takes one batch, durably, before it returns. */
    interface BatchConsumer {
        void take(List<SourceRecord> records) throws InterruptedException;
    }
}
