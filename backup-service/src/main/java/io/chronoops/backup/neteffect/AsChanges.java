package io.chronoops.backup.neteffect;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a net effect as changes of single rows again, as few as there can be. Carried out one after the other, or folded
 * again, they come to the same effect: no change meets a key that is still another row's.
 */
public final class AsChanges {
    private final long epoch;
    private final Sink sink;
    private long written;

    /** Takes changes in their order. */
    public interface Sink {
        /** Takes the next. */
        void take(ChangeEvent event) throws IOException;
    }

    /** For a log of this epoch. */
    public AsChanges(long epoch, Sink sink) {
        this.epoch = epoch;
        this.sink = sink;
    }

    /** How many were written. */
    public long written() {
        return written;
    }

    /** Writes what happened to one table: what frees keys comes first, what takes them last. */
    public void write(TableEffect effect) throws IOException {
        if (effect.emptied()) {
            truncate(effect.table());
        }
        for (List<String> key : effect.deleted()) {
            row(event(effect, RowOp.DELETE), effect.keyColumns(), key);
        }
        List<Result> moved = new ArrayList<>();
        for (Result row : effect.changed().toList()) {
            if (effect.isMoved(row) && effect.keyOf(row) != null) {
                moved.add(row);
            } else {
                update(effect, row, row.origin());
            }
        }
        new KeyOrder(effect, moved).write(this);
        count(effect);
        for (Result row : effect.added().toList()) {
            insert(effect, row.values());
        }
    }

    void truncate(String title) throws IOException {
        int dot = title.indexOf('.');
        truncate(title.substring(0, dot), title.substring(dot + 1));
    }

    /** A table was emptied. */
    void truncate(String schema, String table) throws IOException {
        sink.take(ChangeEvent.newBuilder()
                .setEpoch(epoch)
                .setTruncate(new Truncate(++written, schema, table))
                .build());
    }

    /** A row got what the log tells of it; at: the key that it has just before. */
    void update(TableEffect effect, Result row, @Nullable List<String> at) throws IOException {
        row(values(effect, row.values()), effect.keyColumns(), at == null ? List.of() : at);
    }

    /** A row moves from one key to another and stays the same else. */
    void move(TableEffect effect, List<String> from, List<String> to) throws IOException {
        @Nullable Object[] values = new @Nullable Object[effect.columns().size()];
        Arrays.fill(values, Columns.UNCHANGED);
        for (int i = 0; i < to.size(); i++) {
            values[effect.columns().indexOf(effect.keyColumns().get(i))] = to.get(i);
        }
        row(values(effect, values), effect.keyColumns(), from);
    }

    /** More of one row before fewer of another: they may be one and the same, written in two ways. */
    private void count(TableEffect effect) throws IOException {
        for (Map.Entry<List<@Nullable Object>, Integer> equal : effect.counted().entrySet()) {
            for (int i = 0; i < equal.getValue(); i++) {
                insert(effect, equal.getKey().toArray());
            }
        }
        for (Map.Entry<List<@Nullable Object>, Integer> equal : effect.counted().entrySet()) {
            for (int i = equal.getValue(); i < 0; i++) {
                deleteOne(effect, equal.getKey());
            }
        }
    }

    /** A row that is named by all of its values. */
    private void deleteOne(TableEffect effect, List<@Nullable Object> row) throws IOException {
        List<@Nullable String> texts = new ArrayList<>();
        Map<String, String> large = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            texts.add(text(effect.columns().get(i), row.get(i), large));
        }
        row(event(effect, RowOp.DELETE).setKeyBlobs(large), effect.columns(), texts);
    }

    /** As the log holds it: null in the place of a value that is kept in the repository, whose hash is put into large. */
    private static @Nullable String text(String column, @Nullable Object value, Map<String, String> large) {
        if (value instanceof Large(String hash)) {
            large.put(column, hash);
            return null;
        }
        return (String) value;
    }

    private void insert(TableEffect effect, @Nullable Object[] values) throws IOException {
        row(values(effect, values).setOp(RowOp.INSERT), List.of(), List.of());
    }

    private static Row.Builder event(TableEffect effect, RowOp op) {
        int dot = effect.table().indexOf('.');
        return Row.newBuilder()
                .setSchema$(effect.table().substring(0, dot))
                .setTable(effect.table().substring(dot + 1))
                .setOp(op);
    }

    private static Row.Builder values(TableEffect effect, @Nullable Object[] row) {
        List<String> columns = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        var large = new HashMap<String, String>();
        for (int i = 0; i < row.length; i++) {
            String column = effect.columns().get(i);
            if (row[i] == Columns.UNCHANGED) {
                unchanged.add(column);
                continue;
            }
            columns.add(column);
            values.add(text(column, row[i], large));
        }
        return event(effect, RowOp.UPDATE)
                .setColumns(columns)
                .setValues(values)
                .setUnchanged(unchanged)
                .setBlobs(large);
    }

    private void row(Row.Builder row, List<String> keyColumns, List<@Nullable String> key) throws IOException {
        write(row.setKeyColumns(keyColumns).setKeyValues(key));
    }

    void write(Row.Builder row) throws IOException {
        sink.take(ChangeEvent.newBuilder()
                .setEpoch(epoch)
                .setRow(row.setOrder(++written).build())
                .build());
    }
}
