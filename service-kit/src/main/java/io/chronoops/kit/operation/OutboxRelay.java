package io.chronoops.kit.operation;

import io.chronoops.kit.wire.AvroJson;
import io.chronoops.kit.wire.WireSettings;
import io.chronoops.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Sends the outbox to Kafka exactly once. Rows are numbered into a batch in PostgreSQL; the batch's number is committed
 * as a group offset in the Kafka transaction that carries its records; so after a crash the committed number tells which
 * batches are out. One instance relays at a time (advisory lock), and the transactional id fences a half-dead one.
 */
final class OutboxRelay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final TopicPartition BOOK = new TopicPartition(Topics.EVENTS, 0);
    private static final long LOCK = 0x6368726f6f757462L;
    private static final int BATCH = 500;
    /** Events of haste tell of themselves; others, a session that died, and the end are noticed after so long. */
    private static final Duration IDLE = Duration.ofMillis(500);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final DataSource control;
    private final WireSettings wire;
    private final String name;
    private volatile boolean running;
    private @Nullable Thread thread;

    OutboxRelay(DataSource control, WireSettings wire, String service) {
        this.control = control;
        this.wire = wire;
        this.name = service + "-outbox";
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    private void run() {
        while (running) {
            try (Connection lock = control.getConnection()) {
                if (locked(lock)) {
                    try {
                        relayWhile(lock);
                    } finally {
                        letGo(lock);
                    }
                } else {
                    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
                }
            } catch (SQLException | DataAccessException | KafkaException | ExecutionException e) {
                if (running) {
                    LOG.atWarn().setCause(e).log("outbox relay stopped, starts again; nothing is lost");
                    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(
                        "SELECT pg_try_advisory_lock(hashtext(current_schema()), " + (int) LOCK + ")")) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /** The session goes back to the pool: what it holds would stay with it. */
    private static void letGo(Connection connection) throws SQLException {
        if (connection.isValid(1)) {
            try (var statement = connection.createStatement()) {
                statement.execute("UNLISTEN *; SELECT pg_advisory_unlock_all()");
            }
        }
    }

    private void relayWhile(Connection lock) throws SQLException, ExecutionException, InterruptedException {
        var settings = wire.rawProducer();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        try (var producer = new KafkaProducer<String, byte[]>(settings);
                var book = new KafkaConsumer<String, byte[]>(wire.rawConsumer(name));
                Serializer<Object> avro = wire.serializer()) {
            producer.initTransactions();
            var session =
                    new JdbcTemplate(new SingleConnectionDataSource(lock, true)); // without it there is no relaying
            session.update("DELETE FROM outbox WHERE batch <= ?", lastBatchInKafka(book));
            session.execute("LISTEN " + Outbox.CHANNEL);
            PGConnection news = lock.unwrap(PGConnection.class);
            boolean told = false; // a session that tells news lives
            while (running && (told || lock.isValid(1))) {
                List<Row> batch = nextBatch(session);
                if (batch.isEmpty()) {
                    told = news.getNotifications((int) IDLE.toMillis()).length > 0;
                } else {
                    send(batch, producer, book.groupMetadata(), avro);
                    session.update(
                            "DELETE FROM outbox WHERE batch = ?",
                            batch.getFirst().batch());
                    told = false;
                }
            }
        }
    }

    private static long lastBatchInKafka(KafkaConsumer<?, ?> book) {
        OffsetAndMetadata last = book.committed(Set.of(BOOK)).get(BOOK);
        return last == null ? 0 : last.offset();
    }

    private static void send(
            List<Row> rows,
            KafkaProducer<String, byte[]> producer,
            ConsumerGroupMetadata group,
            Serializer<Object> avro)
            throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        List<Future<?>> sent = new ArrayList<>();
        for (Row row : rows) {
            sent.add(producer.send(new ProducerRecord<>(row.topic(), row.key(), bytes(row, avro))));
        }
        producer.sendOffsetsToTransaction(
                Map.of(BOOK, new OffsetAndMetadata(rows.getFirst().batch())), group);
        for (Future<?> one : sent) {
            one.get();
        }
        producer.commitTransaction();
    }

    /** A batch that has its number already and may be out or not; else what has none, numbered; empty: there is nothing. */
    private static List<Row> nextBatch(JdbcTemplate session) {
        return session.query(
                """
                WITH open AS MATERIALIZED (SELECT min(batch) AS batch FROM outbox),
                     next AS (SELECT id FROM outbox WHERE batch IS NULL AND (SELECT batch FROM open) IS NULL
                              ORDER BY id LIMIT %d FOR UPDATE),
                     number AS MATERIALIZED (SELECT nextval('outbox_batch_number') AS batch FROM next LIMIT 1),
                     numbered AS (UPDATE outbox SET batch = number.batch FROM number
                                  WHERE outbox.id IN (SELECT id FROM next) RETURNING outbox.*)
                SELECT batch, topic, key, type, payload
                FROM (SELECT * FROM numbered
                      UNION ALL SELECT * FROM outbox WHERE batch = (SELECT batch FROM open)) its
                ORDER BY id""".formatted(BATCH),
                (row, _) ->
                        new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getBytes(5)));
    }

    private static byte @Nullable [] bytes(Row row, Serializer<Object> avro) {
        byte[] payload = row.payload();
        if (row.type() == null || payload == null) {
            return payload;
        }
        try {
            var type = Class.forName(row.type()).asSubclass(SpecificRecord.class);
            return avro.serialize(row.topic(), AvroJson.read(new String(payload, StandardCharsets.UTF_8), type));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("outbox holds a record of unknown type " + row.type(), e);
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread relay = thread;
        if (relay != null) {
            LockSupport.unpark(relay);
            try {
                relay.join(Duration.ofSeconds(5));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private record Row(
            long batch,
            String topic,
            @Nullable String key,
            @Nullable String type,
            byte @Nullable [] payload) {}
}
