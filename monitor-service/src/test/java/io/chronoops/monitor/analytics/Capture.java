package io.chronoops.monitor.analytics;

import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import io.chronoops.monitor.running.Wires;
import io.chronoops.topics.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes a database's change log as backup-service's capture does, from a real replication slot: real xids, real commit
 * order, real LSNs. It can start again like a capture that was killed: with a part of a transaction left open, and much
 * of what was written coming again.
 */
public final class Capture implements AutoCloseable {
    private static final String CHANGES =
            "SELECT lsn - '0/0'::pg_lsn AS lsn, xid::text::bigint AS xid, data FROM pg_logical_slot_get_changes("
                    + "'pumped', NULL, NULL, 'include-xids', 'on', 'include-timestamp', 'on')";

    private final String topic;
    private final Connection connection;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final List<List<ChangeEvent>> written = new ArrayList<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicBoolean restart = new AtomicBoolean();
    private final Thread thread;
    private final String systemIdentifier;
    private List<ChangeEvent> open = new ArrayList<>();
    private long order;
    private long previous;
    private long epoch;
    private @Nullable Exception failure;

    public Capture(String database, Connection connection) throws SQLException {
        this.topic = Topics.cdc(database);
        this.connection = connection;
        this.producer = new KafkaProducer<>(Wires.of("backup-service").producer());
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT system_identifier::text FROM pg_control_system()")) {
            row.next();
            systemIdentifier = row.getString(1);
        }
        this.thread = Thread.ofPlatform().name("capture").unstarted(this::pump);
    }

    /** Makes the slot: all that commits from now on is written once {@link #start} was called. */
    public void makeSlot() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("SELECT pg_create_logical_replication_slot('pumped', 'test_decoding')");
        }
    }

    public void start() {
        thread.start();
    }

    /** Starts again soon, as if it had been killed. */
    public void restart() {
        restart.set(true);
    }

    private void pump() {
        try {
            send(opened(0));
            while (running.get()) {
                read();
                if (restart.getAndSet(false)) {
                    again();
                }
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private void read() throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(CHANGES)) {
            while (row.next()) {
                take(row.getLong("lsn"), row.getLong("xid"), row.getString("data"));
            }
        }
    }

    private void take(long lsn, long xid, String data) {
        if (data.startsWith("BEGIN")) {
            order = 0;
            open = new ArrayList<>(List.of(event().setBegin(new Begin(xid)).build()));
        } else if (data.startsWith("COMMIT")) {
            open.add(event().setEnd(new End(xid, lsn, committedAt(data), order, previous))
                    .build());
            previous = lsn;
            written.add(open);
            open.forEach(this::send);
        } else if (data.startsWith("message: ")) {
            String prefix = data.replaceFirst("^.* prefix: (.*), sz: .*$", "$1");
            String content = data.substring(data.indexOf(" content:") + 9);
            open.add(event().setMessage(new Message(++order, prefix, content)).build());
        } else {
            change(data);
        }
    }

    /** COMMIT 1234 (at 2026-11-23 10:00:00.000001+00). */
    private static Instant committedAt(String data) {
        String at = data.replaceFirst("^.*\\(at (.*)\\)$", "$1").replace(' ', 'T');
        return OffsetDateTime.parse(at.length() > 3 && at.charAt(at.length() - 3) == ':' ? at : at + ":00")
                .toInstant();
    }

    private void change(String data) {
        String[] parts = data.split(" ", 4); // table public.name: VERB: rest
        String table = parts[1].substring("public.".length(), parts[1].length() - 1);
        String rest = parts.length > 3 ? parts[3] : "";
        switch (parts[2]) {
            case "INSERT:" -> row(RowOp.INSERT, table, null, TestDecoding.tuple(rest));
            case "DELETE:" -> row(RowOp.DELETE, table, TestDecoding.tuple(rest), null);
            case "UPDATE:" -> updated(table, rest);
            case "TRUNCATE:" ->
                open.add(event().setTruncate(new Truncate(++order, "public", table))
                        .build());
            default -> throw new IllegalStateException(data);
        }
    }

    private void updated(String table, String rest) {
        if (rest.startsWith("old-key: ")) {
            int split = rest.indexOf(" new-tuple: ");
            row(
                    RowOp.UPDATE,
                    table,
                    TestDecoding.tuple(rest.substring("old-key: ".length(), split)),
                    TestDecoding.tuple(rest.substring(split + " new-tuple: ".length())));
        } else {
            var after = TestDecoding.tuple(rest);
            int id = after.names().indexOf("id");
            var key = new ArrayList<@Nullable String>();
            key.add(after.texts().get(id));
            row(RowOp.UPDATE, table, new TestDecoding.Tuple(List.of("id"), key), after);
        }
    }

    private void row(RowOp op, String table, TestDecoding.@Nullable Tuple key, TestDecoding.@Nullable Tuple after) {
        open.add(event().setRow(new Row(
                        ++order,
                        "public",
                        table,
                        op,
                        key == null ? List.of() : key.names(),
                        key == null ? List.of() : key.texts(),
                        after == null ? List.of() : after.names(),
                        after == null ? List.of() : after.texts(),
                        List.of(),
                        Map.of(),
                        false,
                        Map.of()))
                .build());
    }

    /** Half of the newest transaction once more, cut off; then a new epoch that repeats the newest fifty. */
    private void again() {
        if (written.isEmpty()) {
            return;
        }
        List<ChangeEvent> newest = written.getLast();
        newest.subList(0, Math.max(1, newest.size() / 2)).forEach(this::send);
        List<List<ChangeEvent>> repeated =
                List.copyOf(written.subList(Math.max(0, written.size() - 50), written.size()));
        epoch++;
        send(opened(repeated.getFirst().getLast().getEnd().getLsn() - 1));
        long before = 0;
        for (List<ChangeEvent> transaction : repeated) {
            for (ChangeEvent event : transaction) {
                send(event.getEnd() == null ? event : chained(event, before));
            }
            before = transaction.getLast().getEnd().getLsn();
        }
    }

    private static ChangeEvent chained(ChangeEvent event, long before) {
        return ChangeEvent.newBuilder(event)
                .setEnd(End.newBuilder(event.getEnd()).setPreviousLsn(before).build())
                .build();
    }

    private ChangeEvent opened(long confirmed) {
        return event().setOpened(new Opened("pumped", confirmed, systemIdentifier, 1, null, java.util.Map.of()))
                .build();
    }

    private void send(ChangeEvent event) {
        var _ = producer.send(new ProducerRecord<>(topic, 0, null, event));
    }

    private ChangeEvent.Builder event() {
        return ChangeEvent.newBuilder().setEpoch(epoch);
    }

    @Override
    public void close() throws Exception {
        running.set(false);
        thread.join();
        producer.close();
        try (Statement sql = connection.createStatement()) {
            sql.execute("SELECT pg_drop_replication_slot('pumped')");
        }
        connection.close();
        if (failure != null) {
            throw failure;
        }
    }
}
