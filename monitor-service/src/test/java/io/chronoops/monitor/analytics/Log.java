package io.chronoops.monitor.analytics;

import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes change events as backup-service's capture does. */
final class Log {
    private final List<ChangeEvent> events = new ArrayList<>();
    private long previous;
    private long order;

    List<ChangeEvent> events() {
        return events;
    }

    Log opened(long confirmed, String system) {
        previous = 0;
        events.add(event().setOpened(new Opened("slot", confirmed, system, 1, null, java.util.Map.of()))
                .build());
        return this;
    }

    Log begin(long xid) {
        order = 0;
        events.add(event().setBegin(new Begin(xid)).build());
        return this;
    }

    Log end(long xid, long lsn) {
        events.add(event().setEnd(new End(xid, lsn, Instant.ofEpochSecond(lsn), order, previous))
                .build());
        previous = lsn;
        return this;
    }

    Log insert(int id, @Nullable String status) {
        return row(RowOp.INSERT, List.of(), List.of(), List.of("id", "status", "title"), texts("" + id, status, "t"));
    }

    Log update(int id, @Nullable String status) {
        return row(
                RowOp.UPDATE,
                List.of("id"),
                texts("" + id),
                List.of("id", "status", "title"),
                texts("" + id, status, "t"));
    }

    Log rekey(int id, int newId, String status) {
        return row(
                RowOp.UPDATE,
                List.of("id"),
                texts("" + id),
                List.of("id", "status", "title"),
                texts("" + newId, status, "t"));
    }

    Log delete(int id) {
        return row(RowOp.DELETE, List.of("id"), texts("" + id), List.of(), List.of());
    }

    Log row(
            RowOp op,
            List<String> keys,
            List<@Nullable String> keyTexts,
            List<String> columns,
            List<@Nullable String> texts) {
        return row(op, "pages", keys, keyTexts, columns, texts, List.of());
    }

    Log row(
            RowOp op,
            String table,
            List<String> keys,
            List<@Nullable String> keyTexts,
            List<String> columns,
            List<@Nullable String> texts,
            List<String> unchanged) {
        events.add(event().setRow(new Row(
                        ++order, "public", table, op, keys, keyTexts, columns, texts, unchanged, Map.of(), false,
                        Map.of()))
                .build());
        return this;
    }

    Log truncate(String table) {
        events.add(event().setTruncate(new Truncate(++order, "public", table)).build());
        return this;
    }

    Log message(String prefix, String content) {
        events.add(event().setMessage(new Message(++order, prefix, content)).build());
        return this;
    }

    Log mark(String id) {
        return message("chronoops.analytics", "mark:" + id);
    }

    private static ChangeEvent.Builder event() {
        return ChangeEvent.newBuilder().setEpoch(1);
    }

    static List<@Nullable String> texts(@Nullable String... texts) {
        List<@Nullable String> list = new ArrayList<>();
        for (String text : texts) {
            list.add(text);
        }
        return list;
    }
}
