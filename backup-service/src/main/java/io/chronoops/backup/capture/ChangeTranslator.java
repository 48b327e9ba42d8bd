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
import org.apache.kafka.connect.data.Schema;
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
    private @Nullable Schema lastShape;
    private List<String> lastColumns = List.of();

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
        Told told = after == null ? Told.NOTHING : Told.of(after, columnsOf(after.schema()));
        Map<String, String> blobs = new HashMap<>();
        var row = new Row(
                ++order,
                source.getString("schema"),
                source.getString("table"),
                op,
                name.columns(),
                kept(name.columns(), name.values(), keyBlobs),
                told.columns(),
                kept(told.columns(), told.values(), blobs),
                told.unchanged(),
                blobs,
                name.unknown(),
                keyBlobs);
        return new ChangeEvent(epoch, null, null, row, null, null, null);
    }

    /** Of the shape seen last; rows of one table mostly come one after the other. */
    private List<String> columnsOf(Schema shape) {
        if (shape != lastShape) {
            lastShape = shape;
            lastColumns = shape.fields().stream().map(Field::name).toList();
        }
        return lastColumns;
    }

    /** What the stream tells of a new row. */
    private record Told(List<String> columns, List<@Nullable String> values, List<String> unchanged) {
        private static final Told NOTHING = new Told(List.of(), List.of(), List.of());

        static Told of(Struct row, List<String> columns) {
            List<@Nullable String> values = new ArrayList<>(columns.size());
            boolean all = true;
            for (String column : columns) {
                String text = row.getString(column); // not get: that says a column's default for NULL
                values.add(text);
                all &= !TextConverter.UNCHANGED.equals(text);
            }
            return all ? new Told(columns, values, List.of()) : apart(columns, values);
        }

        private static Told apart(List<String> all, List<@Nullable String> texts) {
            var told = new Told(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < texts.size(); i++) {
                if (TextConverter.UNCHANGED.equals(texts.get(i))) {
                    told.unchanged.add(all.get(i));
                } else {
                    told.columns.add(all.get(i));
                    told.values.add(texts.get(i));
                }
            }
            return told;
        }
    }

    /** The values as the log holds them: null in the place of those that are kept in the repository. */
    private List<@Nullable String> kept(
            List<String> columns, List<@Nullable String> values, Map<String, String> blobs) {
        List<@Nullable String> kept = values;
        for (int i = 0; i < values.size(); i++) {
            String text = values.get(i);
            if (text != null && large.isLarge(text)) {
                kept = kept == values ? new ArrayList<>(values) : kept;
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
