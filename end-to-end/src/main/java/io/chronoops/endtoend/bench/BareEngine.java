package io.chronoops.endtoend.bench;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A program: Debezium as it comes on a slot, with nobody who wants its records (decision 76 says in what ours differs). Prints how many
 * seconds lay between the first change and the last of as many as it is told. Runs on backup-service's class path.
 */
final class BareEngine {
    private static final double NANOS = 1e9;

    private final long wanted;
    private long seen;
    private long first;

    private BareEngine(long wanted) {
        this.wanted = wanted;
    }

    /** Arguments: host, port, database, user, slot, publication, changes; the password is in PGPASSWORD. */
    public static void main(String[] arguments) throws Exception {
        var counter = new BareEngine(Long.parseLong(arguments[6]));
        try (DebeziumEngine<RecordChangeEvent<SourceRecord>> engine = DebeziumEngine.create(
                                ChangeEventFormat.of(Connect.class))
                        .using(settings(arguments))
                        .using(OffsetCommitPolicy.always())
                        .notifying(counter::take)
                        .build();
                var thread = Executors.newSingleThreadExecutor()) {
            thread.execute(engine);
            synchronized (counter) {
                while (counter.seen < counter.wanted) counter.wait();
            }
            Runtime.getRuntime().halt(0);
        }
    }

    private synchronized void take(
            List<RecordChangeEvent<SourceRecord>> records, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        for (var record : records) {
            if (record.record().value() instanceof Struct value
                    && value.schema().field("op") != null) {
                if (seen++ == 0) first = System.nanoTime();
            }
        }
        committer.markProcessed(records.getLast());
        committer.markBatchFinished();
        if (seen >= wanted) {
            System.out.println((System.nanoTime() - first) / NANOS);
            notifyAll();
        }
    }

    private static Properties settings(String[] arguments) {
        var settings = new Properties();
        settings.setProperty("name", "bare");
        settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        settings.setProperty("offset.flush.interval.ms", "0");
        settings.setProperty("topic.prefix", "bare");
        settings.setProperty("database.hostname", arguments[0]);
        settings.setProperty("database.port", arguments[1]);
        settings.setProperty("database.dbname", arguments[2]);
        settings.setProperty("database.user", arguments[3]);
        settings.setProperty("database.password", System.getenv("PGPASSWORD"));
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", arguments[4]);
        settings.setProperty("publication.name", arguments[5]);
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("snapshot.mode", "no_data");
        settings.setProperty("provide.transaction.metadata", "true");
        settings.setProperty("skipped.operations", "none");
        settings.setProperty("include.unknown.datatypes", "true");
        settings.setProperty("tombstones.on.delete", "false");
        settings.setProperty("lsn.flush.mode", "connector");
        settings.setProperty("errors.max.retries", "0");
        settings.setProperty("xmin.fetch.interval.ms", "0");
        settings.setProperty("poll.interval.ms", "20");
        settings.setProperty("heartbeat.interval.ms", "1000");
        settings.setProperty("statistics.metrics.enabled", "false");
        settings.setProperty("max.batch.size", "8192");
        settings.setProperty("max.queue.size", "32768");
        settings.setProperty("max.queue.size.in.bytes", String.valueOf(32 << 20));
        return settings;
    }
}
