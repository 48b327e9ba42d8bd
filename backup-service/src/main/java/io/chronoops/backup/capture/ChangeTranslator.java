package io.chronoops.backup.capture;

import io.chronoops.backup.capture.NameRow.Name;
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
    private final NameRow rows;
    private long knownXid;
    private long order;
    private long previousLsn;
    private @Nullable Instant committed;
    private @Nullable Struct oldOfKeyChange;

    /** For one start of a capture; knownXid is any 64-bit xid of these days. */
    ChangeTranslator(long epoch, long knownXid, LargeValues large, NameRow.Catalogue catalogue) {
        this.epoch = epoch;
        this.knownXid = knownXid;
        this.large = large;
        this.rows = new NameRow(catalogue);
    }

    /** The events that this record stands for: one, none of its own, or as many as rows are told by a message. */
    List<ChangeEvent> translate(SourceRecord record) {
        if (!(record.value() instanceof Struct value)
                || HEARTBEAT.equals(value.schema().name())) {
            return List.of();
        }
        if (TRANSACTION.equals(value.schema().name())) {
            return List.of(boundary(value));
        }
        return switch (value.getString("op")) {
            case "c", "r" -> List.of(inserted(record, value));
            case "u" -> List.of(row(value, RowOp.UPDATE, value.getStruct("before")));
            case "d" -> deleted(record, value).stream().toList();
            case "t" -> List.of(truncated(value));
            case "m" -> message(value);
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
            oldOfKeyChange = null;
            return event().setBegin(new Begin(knownXid)).build();
        }
        long lsn = id[1].indexOf('/') > 0 ? Lsn.parse(id[1]) : Long.parseLong(id[1]);
        Instant at = committed == null ? Instant.ofEpochMilli(value.getInt64("ts_ms")) : committed;
        var end = new End(knownXid, lsn, at, order, previousLsn);
        previousLsn = lsn;
        return event().setEnd(end).build();
    }

    private ChangeEvent inserted(SourceRecord record, Struct value) {
        if (record.headers().lastWithName(OLD_KEY) == null) {
            return row(value, RowOp.INSERT, null);
        }
        Struct old = oldOfKeyChange;
        oldOfKeyChange = null;
        return row(value, RowOp.UPDATE, old);
    }

    private Optional<ChangeEvent> deleted(SourceRecord record, Struct value) {
        Struct old = value.getStruct("before");
        if (record.headers().lastWithName(NEW_KEY) != null) {
            oldOfKeyChange = old;
            return Optional.empty();
        }
        return Optional.of(row(value, RowOp.DELETE, old));
    }

    private ChangeEvent row(Struct value, RowOp op, @Nullable Struct before) {
        Struct source = value.getStruct("source");
        noteTime(source);
        Struct after = value.getStruct("after");
        Name name = op == RowOp.INSERT ? Name.NONE : rows.name(value, before, after, knownXid);
        Map<String, String> keyBlobs = new HashMap<>();
        Row.Builder row = Row.newBuilder()
                .setOrder(++order)
                .setSchema$(source.getString("schema"))
                .setTable(source.getString("table"))
                .setOp(op)
                .setKeyColumns(name.columns())
                .setKeyValues(kept(name.columns(), name.values(), keyBlobs))
                .setIdentityUnknown(name.unknown())
                .setKeyBlobs(keyBlobs);
        if (after != null) {
            tell(after, row);
        }
        return event().setRow(row.build()).build();
    }

    private void tell(Struct after, Row.Builder row) {
        List<String> columns = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        Map<String, String> blobs = new HashMap<>();
        for (Field field : after.schema().fields()) {
            String text = after.getString(field.name());
            if (TextConverter.UNCHANGED.equals(text)) {
                unchanged.add(field.name());
            } else {
                columns.add(field.name());
                values.add(text);
            }
        }
        row.setColumns(columns)
                .setValues(kept(columns, values, blobs))
                .setUnchanged(unchanged)
                .setBlobs(blobs);
    }

    /** The values as the log holds them: null in the place of those that are kept in the repository. */
    private List<@Nullable String> kept(
            List<String> columns, List<@Nullable String> values, Map<String, String> blobs) {
        List<@Nullable String> kept = new ArrayList<>(values);
        for (int i = 0; i < kept.size(); i++) {
            String text = kept.get(i);
            if (text != null && large.isLarge(text)) {
                blobs.put(columns.get(i), large.store(text));
                kept.set(i, null);
            }
        }
        return kept;
    }

    private ChangeEvent truncated(Struct value) {
        Struct source = value.getStruct("source");
        noteTime(source);
        return event().setTruncate(new Truncate(++order, source.getString("schema"), source.getString("table")))
                .build();
    }

    private List<ChangeEvent> message(Struct value) {
        Struct source = value.getStruct("source");
        Struct message = value.getStruct("message");
        boolean inTransaction = source.getInt64("txId") != null;
        if (inTransaction) {
            noteTime(source);
        }
        String prefix = message.getString("prefix");
        String content = new String(message.getBytes("content"), StandardCharsets.UTF_8);
        if (inTransaction && prefix.equals(ToldRows.PREFIX)) {
            return ToldRows.read(content).events(() -> ++order, large, this::event);
        }
        return List.of(event().setMessage(new Message(inTransaction ? ++order : 0, prefix, content))
                .build());
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
}
