package io.chronoops.backup.neteffect;

import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folds a part of a log without any base beside it: what columns a table has is learned from the first change that names
 * them all. Until then there can be nothing but deletes, which stay as they are.
 */
public final class FoldLog {
    private final NetEffect effect = new NetEffect(Map.of());
    private final Map<String, Unknown> unknown = new LinkedHashMap<>();
    private String schema = "";
    private @Nullable String table;
    private long waiting;

    /** What happened to a table of which only keys were named so far. */
    private static final class Unknown {
        private final String schema;
        private final String table;
        private final List<Row> deletes = new ArrayList<>();
        private boolean emptied;

        Unknown(String schema, String table) {
            this.schema = schema;
            this.table = table;
        }
    }

    /** Folds a row's change in. */
    public void take(Row row) {
        if (!isLast(row.getSchema$(), row.getTable()) && !isLearned(row)) {
            unknown(row.getSchema$(), row.getTable()).deletes.add(row);
            waiting += weight(row);
            return;
        }
        effect.take(row);
    }

    private boolean isLast(String nextSchema, String nextTable) {
        return nextTable.equals(table) && nextSchema.equals(schema);
    }

    private boolean isLearned(Row row) {
        String title = row.getSchema$() + "." + row.getTable();
        if (!effect.knows(title)) {
            if (row.getOp() == RowOp.DELETE) {
                return false;
            }
            effect.know(
                    title,
                    Stream.concat(row.getColumns().stream(), row.getUnchanged().stream())
                            .toList());
            Unknown before = unknown.remove(title);
            if (before != null) {
                if (before.emptied) {
                    effect.truncate(before.schema, before.table);
                }
                before.deletes.forEach(effect::take);
                before.deletes.forEach(delete -> waiting -= weight(delete));
            }
        }
        schema = row.getSchema$();
        table = row.getTable();
        return true;
    }

    /** Folds in that a table was emptied. */
    public void truncate(String emptiedSchema, String emptiedTable) {
        if (effect.knows(emptiedSchema + "." + emptiedTable)) {
            effect.truncate(emptiedSchema, emptiedTable);
            return;
        }
        Unknown emptied = unknown(emptiedSchema, emptiedTable);
        emptied.deletes.forEach(delete -> waiting -= weight(delete));
        emptied.deletes.clear();
        emptied.emptied = true;
    }

    private Unknown unknown(String ofSchema, String ofTable) {
        return unknown.computeIfAbsent(ofSchema + "." + ofTable, _ -> new Unknown(ofSchema, ofTable));
    }

    private static long weight(Row delete) {
        long bytes = Footprint.ROW;
        for (Object value : delete.getKeyValues()) {
            bytes += Footprint.of(value);
        }
        return bytes;
    }

    /** About how much heap it takes. */
    public long bytes() {
        return effect.bytes() + waiting;
    }

    /** Writes what it holds as changes and begins anew. */
    public void handOver(AsChanges into) throws IOException {
        for (Unknown one : unknown.values()) {
            if (one.emptied) {
                into.truncate(one.schema, one.table);
            }
            for (Row delete : one.deletes) {
                into.write(Row.newBuilder(delete));
            }
        }
        unknown.clear();
        waiting = 0;
        for (TableEffect one : effect.handOver()) {
            into.write(one);
        }
    }
}
