package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hand-made events of a table t (id, a, b) named by its id. */
final class Logged {
    static final List<String> ID = List.of("id");
    static final String UNCHANGED = "\u0000";

    private Logged() {}

    static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    static Commit commit(long xid) {
        return new Commit(xid, xid * 10, at(xid));
    }

    static ChangeEvent begin(long xid) {
        return event().setBegin(new Begin(xid)).build();
    }

    static ChangeEvent end(long xid) {
        return event().setEnd(new End(xid, xid * 10, at(xid), 1L, 0L)).build();
    }

    static ChangeEvent message(String prefix, String content) {
        return event().setMessage(new Message(1L, prefix, content)).build();
    }

    static ChangeEvent ddl(String tag, String table) {
        return message(
                DdlMessages.DDL,
                "{\"tag\":\"%s\",\"user\":\"anna\",\"objects\":[{\"type\":\"table\",\"schema\":\"public\",\"table\":\"%s\"}]}"
                        .formatted(tag, table));
    }

    static ChangeEvent truncate(String table) {
        return event().setTruncate(new Truncate(1L, "public", table)).build();
    }

    static ChangeEvent row(Row row) {
        return event().setRow(row).build();
    }

    static Row insert(String id, @Nullable String a, @Nullable String b) {
        return row(RowOp.INSERT, null, id, a, b);
    }

    static Row update(String old, String id, @Nullable String a, @Nullable String b) {
        return row(RowOp.UPDATE, old, id, a, b);
    }

    static Row delete(String old) {
        return row(RowOp.DELETE, old, null, null, null);
    }

    static RowChange change(Row row) {
        return RowChange.of(row, ID);
    }

    static RowKey key(String id) {
        List<@Nullable String> values = new ArrayList<>();
        values.add(id);
        return new RowKey("public.t", ID, values);
    }

    private static Row row(
            RowOp op, @Nullable String old, @Nullable String id, @Nullable String a, @Nullable String b) {
        List<String> columns = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        if (op != RowOp.DELETE) {
            add("id", id, columns, values, unchanged);
            add("a", a, columns, values, unchanged);
            add("b", b, columns, values, unchanged);
        }
        List<@Nullable String> key = new ArrayList<>();
        if (old != null) {
            key.add(old);
        }
        return Row.newBuilder()
                .setOrder(1L)
                .setSchema$("public")
                .setTable("t")
                .setOp(op)
                .setKeyColumns(old == null ? List.of() : ID)
                .setKeyValues(key)
                .setColumns(columns)
                .setValues(values)
                .setUnchanged(unchanged)
                .setBlobs(Map.of())
                .build();
    }

    private static void add(
            String column,
            @Nullable String value,
            List<String> columns,
            List<@Nullable String> values,
            List<String> unchanged) {
        if (UNCHANGED.equals(value)) {
            unchanged.add(column);
        } else {
            columns.add(column);
            values.add(value);
        }
    }

    private static ChangeEvent.Builder event() {
        return ChangeEvent.newBuilder().setEpoch(1L);
    }
}
