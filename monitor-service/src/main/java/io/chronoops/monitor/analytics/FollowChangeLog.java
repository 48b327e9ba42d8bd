package io.chronoops.monitor.analytics;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Secrets.SecretMissing;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.monitor.analytics.DatabaseCounts.State;
import io.chronoops.monitor.analytics.Step.Lost;
import io.chronoops.monitor.postgres.Login;
import io.chronoops.monitor.postgres.WhyBlind;
import io.chronoops.monitor.probe.Blind;
import io.chronoops.monitor.reading.Cause;
import io.chronoops.topics.Topics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the tables of one database and keeps their counts by its change log, until it is closed. Whatever it is not sure
 * of, it loads anew: a load is a second or so.
 */
final class FollowChangeLog implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FollowChangeLog.class);
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final String GROUP = "monitor-service-analytics";

    private final Database database;
    private final DatabaseCounts counts;
    private final AnalyticsProperties properties;
    private final Login login;
    private final WireSettings wire;
    private final LoadTables tables;
    private final TopicPartition log;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long notBefore;

    FollowChangeLog(
            Database database, DatabaseCounts counts, AnalyticsProperties properties, Login login, WireSettings wire) {
        this.database = database;
        this.counts = counts;
        this.properties = properties;
        this.login = login;
        this.wire = wire;
        this.tables = new LoadTables(properties.tracked(), properties.maxRows());
        this.log = new TopicPartition(Topics.cdc(database.name()), 0);
    }

    @Override
    public void run() {
        try (var consumer = new KafkaConsumer<String, ChangeEvent>(wire.consumer(GROUP))) {
            do {
                try {
                    count(consumer);
                } catch (KafkaException e) {
                    fail(new Blind(Cause.FAILED, "Kafka: " + e.getMessage(), "see whether the broker answers"), e);
                }
            } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException | InterruptException | WakeupException _) {
            LOG.atDebug().addKeyValue("database", database.name()).log("counting ends");
        }
    }

    /** Loads, then follows until it must load anew. */
    private void count(KafkaConsumer<String, ChangeEvent> consumer) {
        if (consumer.partitionsFor(log.topic()).isEmpty()) {
            counts.stands(new State.NoLog());
            return;
        }
        consumer.assign(List.of(log));
        long end = consumer.endOffsets(List.of(log)).getOrDefault(log, 0L);
        try {
            Loaded loaded = atDatabase(tables::load);
            consumer.seek(
                    log, Math.max(notBefore, begin(consumer, loaded.point().oldest(), end)));
            counts.loaded(new LiveCounts(loaded, properties.tracked(), properties.maxRows()));
            follow(consumer, loaded.layouts());
        } catch (SQLException e) {
            fail(WhyBlind.of(e, database, login.role()), e);
        } catch (IOException | SecretMissing e) {
            fail(new Blind(Cause.FAILED, String.valueOf(e.getMessage()), ""), e);
        }
    }

    private <T> T atDatabase(Work<T> work) throws SQLException, IOException {
        ONE_AT_A_TIME.lock(); // the role's connection limit is the server's, whatever the database
        try (Connection connection = login.connect(database, "analytics")) {
            return work.over(connection);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private interface Work<T> {
        T over(Connection connection) throws SQLException, IOException;
    }

    /** Where no transaction that was open at the snapshot can have been written yet. */
    private long begin(KafkaConsumer<String, ChangeEvent> consumer, Instant oldest, long end) {
        long from = oldest.minus(properties.clockMargin()).toEpochMilli();
        OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(log, from)).get(log);
        return found == null ? end : found.offset();
    }

    private void follow(KafkaConsumer<String, ChangeEvent> consumer, List<Layout> layouts) {
        long lookedAt = System.nanoTime();
        while (closed.getCount() > 0) {
            try {
                if (System.nanoTime() - lookedAt > properties.look().toNanos()) {
                    lookedAt = System.nanoTime();
                    if (reshaped(layouts)) {
                        lose(new Lost("tracked tables have another form than was loaded", false), 0);
                        return;
                    }
                }
                for (ConsumerRecord<String, ChangeEvent> record : consumer.poll(POLL)) {
                    if (counts.take(record.value()) instanceof Lost lost) {
                        lose(lost, record.offset());
                        return;
                    }
                }
            } catch (RecordDeserializationException e) {
                lose(new Lost("a record cannot be read: " + e.getMessage(), true), e.offset() + 1);
                return;
            }
        }
    }

    /** Also where no message told of it: no event trigger there, or a right was granted. */
    private boolean reshaped(List<Layout> layouts) {
        try {
            return !layouts.equals(atDatabase(tables::layouts));
        } catch (SQLException | IOException | SecretMissing e) {
            LOG.atDebug().addKeyValue("database", database.name()).setCause(e).log("tables not looked at");
            return false; // the counts stand: they need the log, not the database
        }
    }

    private void lose(Lost lost, long offset) {
        if (lost.otherServer()) {
            notBefore = offset;
        }
        counts.stands(new State.Starting());
        LOG.atInfo()
                .addKeyValue("database", database.name())
                .addKeyValue("why", lost.why())
                .log("counts are loaded anew");
    }

    private void fail(Blind why, Exception cause) {
        counts.stands(new State.Failed(why));
        LOG.atWarn()
                .addKeyValue("database", database.name())
                .addKeyValue("why", why.reason())
                .log("not counting, tries again");
        LOG.atDebug().setCause(cause).log("not counting");
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
