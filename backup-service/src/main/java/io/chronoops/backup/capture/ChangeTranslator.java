package io.chronoops.backup.capture;

import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Xids;
import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's records → our change events, in order. Keeps the transaction under way: the order within it, and the first
 * half of a changed key, which Debezium splits into a delete and an insert.
 */
final class ChangeTranslator {
    private static final String TRANSACTION = "io.debezium.connector.common.TransactionMetadataValue";
    private static final String HEARTBEAT = "io.debezium.connector.common.Heartbeat";
    private static final String NEW_KEY = "__debezium.newkey";
    private static final String OLD_KEY = "__debezium.oldkey";
    private static final long MICROS = 1_000_000L;

    private final long epoch;
    private final LargeValues large;
    private long knownXid;
    private long order;
    private long previousLsn;
    private @Nullable Instant committed;
    private @Nullable Struct halfOfKeyChange;

    /** For one start of a capture; knownXid is any 64-bit xid of these days. */
    ChangeTranslator(long epoch, long knownXid, LargeValues large) {
        this.epoch = epoch;
        this.knownXid = knownXid;
        this.large = large;
    }

    /** The event that this record stands for; empty where it stands for none of its own. */
    Optional<ChangeEvent> translate(SourceRecord record) {
        if (!(record.value() instanceof Struct value)
                || HEARTBEAT.equals(value.schema().name())) {
            return Optional.empty();
        }
        if (TRANSACTION.equals(value.schema().name())) {
            return Optional.of(boundary(value));
        }
        return switch (value.getString("op")) {
            case "c", "r" -> Optional.of(inserted(record, value));
            case "u" ->
                Optional.of(event().setRow(row(value, RowOp.UPDATE, identity(record, value)))
                        .build());
            case "d" -> deleted(record, value);
            case "t" -> Optional.of(truncated(value));
            case "m" -> Optional.of(message(value));
            default ->
                throw new IllegalStateException("Debezium sent operation " + value.getString("op") + ", unknown here");
        };
    }

    private ChangeEvent boundary(Struct value) {
        String[] id = value.getString("id").split(":", 2);
        knownXid = Xids.widen(Long.parseLong(id[0]), knownXid);
        if (value.getString("status").equals("BEGIN")) {
            order = 0;
            committed = null;
            halfOfKeyChange = null;
            return event().setBegin(new Begin(knownXid)).build();
        }
        long lsn = id[1].indexOf('/') > 0 ? Lsn.parse(id[1]) : Long.parseLong(id[1]);
        Instant at = committed == null ? Instant.ofEpochMilli(value.getInt64("ts_ms")) : committed;
        var end = new End(knownXid, lsn, at, order, previousLsn);
        previousLsn = lsn;
        return event().setEnd(end).build();
    }

    private ChangeEvent inserted(SourceRecord record, Struct value) {
        Struct old = halfOfKeyChange;
        if (old != null && record.headers().lastWithName(OLD_KEY) != null) {
            halfOfKeyChange = null;
            return event().setRow(row(value, RowOp.UPDATE, old)).build();
        }
        return event().setRow(row(value, RowOp.INSERT, null)).build();
    }

    private Optional<ChangeEvent> deleted(SourceRecord record, Struct value) {
        Struct key = identity(record, value);
        if (record.headers().lastWithName(NEW_KEY) != null) {
            halfOfKeyChange = key;
            return Optional.empty();
        }
        return Optional.of(event().setRow(row(value, RowOp.DELETE, key)).build());
    }

    /** The whole old row under identity full, else the key: the message key names its columns. */
    private static Struct identity(SourceRecord record, Struct value) {
        Struct before = value.getStruct("before");
        if (record.key() instanceof Struct key) {
            return before == null ? key : keyOf(before, key);
        }
        if (before == null) {
            throw new IllegalStateException(
                    "change of " + value.getStruct("source").getString("table")
                            + " carries no identity: give the table a primary key or REPLICA IDENTITY FULL");
        }
        return before;
    }

    private static Struct keyOf(Struct before, Struct key) {
        var old = new Struct(key.schema());
        key.schema().fields().forEach(field -> old.put(field, before.get(field.name())));
        return old;
    }

    private Row row(Struct value, RowOp op, @Nullable Struct identity) {
        Struct source = value.getStruct("source");
        noteTime(source);
        List<String> columns = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        Map<String, String> blobs = new HashMap<>();
        Struct after = value.getStruct("after");
        if (after != null) {
            for (Field field : after.schema().fields()) {
                String text = after.getString(field.name());
                if (TextConverter.UNCHANGED.equals(text)) {
                    unchanged.add(field.name());
                    continue;
                }
                columns.add(field.name());
                if (text != null && large.isLarge(text)) {
                    blobs.put(field.name(), large.store(text));
                    values.add(null);
                } else {
                    values.add(text);
                }
            }
        }
        return Row.newBuilder()
                .setOrder(++order)
                .setSchema$(source.getString("schema"))
                .setTable(source.getString("table"))
                .setOp(op)
                .setKeyColumns(identity == null ? List.of() : names(identity))
                .setKeyValues(identity == null ? List.of() : texts(identity))
                .setColumns(columns)
                .setValues(values)
                .setUnchanged(unchanged)
                .setBlobs(blobs)
                .build();
    }

    private ChangeEvent truncated(Struct value) {
        Struct source = value.getStruct("source");
        noteTime(source);
        return event().setTruncate(new Truncate(++order, source.getString("schema"), source.getString("table")))
                .build();
    }

    private ChangeEvent message(Struct value) {
        Struct source = value.getStruct("source");
        Struct message = value.getStruct("message");
        boolean inTransaction = source.getInt64("txId") != null;
        if (inTransaction) {
            noteTime(source);
        }
        String content = new String(message.getBytes("content"), StandardCharsets.UTF_8);
        return event().setMessage(new Message(inTransaction ? ++order : 0, message.getString("prefix"), content))
                .build();
    }

    private void noteTime(Struct source) {
        Field micros = source.schema().field("ts_us");
        Long at = micros == null ? null : source.getInt64("ts_us");
        if (at != null) {
            committed = Instant.EPOCH.plus(at % MICROS, ChronoUnit.MICROS).plusSeconds(at / MICROS);
        }
    }

    private ChangeEvent.Builder event() {
        return ChangeEvent.newBuilder().setEpoch(epoch);
    }

    private static List<String> names(Struct struct) {
        return struct.schema().fields().stream().map(Field::name).toList();
    }

    private static List<@Nullable String> texts(Struct struct) {
        List<@Nullable String> texts = new ArrayList<>();
        struct.schema().fields().forEach(field -> texts.add(struct.getString(field.name())));
        return texts;
    }
}
