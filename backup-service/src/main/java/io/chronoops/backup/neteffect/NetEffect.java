package io.chronoops.backup.neteffect;

import io.chronoops.cdc.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds changes, in commit order, to their net effect. It may be taken between any two changes: carried out one after the
 * other, the effects of parts of a log are the effect of all of it.
 */
public final class NetEffect {
    private final Map<String, Columns> columns = new HashMap<>();
    private final Map<String, TableEffect> effects = new HashMap<>();
    private String lastSchema = "";
    private String lastTable = "";
    private @Nullable TableEffect last;
    private long bytes;

    /** Of tables with these columns, by schema.table. */
    public NetEffect(Map<String, List<String>> columns) {
        columns.forEach(this::know);
    }

    void know(String table, List<String> names) {
        columns.put(table, new Columns(table, names));
    }

    boolean knows(String table) {
        return columns.containsKey(table);
    }

    /** Folds a row's change in. */
    public void take(Row row) {
        TableEffect effect = effect(row.getSchema$(), row.getTable());
        bytes -= effect.bytes();
        effect.take(row);
        bytes += effect.bytes();
    }

    /** Folds in that a table was emptied. */
    public void truncate(String schema, String table) {
        TableEffect effect = effect(schema, table);
        bytes -= effect.bytes();
        effect.truncate();
    }

    private TableEffect effect(String schema, String table) {
        if (last == null || !lastTable.equals(table) || !lastSchema.equals(schema)) {
            last = effects.computeIfAbsent(schema + "." + table, this::open);
            lastSchema = schema;
            lastTable = table;
        }
        return last;
    }

    private TableEffect open(String table) {
        Columns known = columns.get(table);
        if (known == null) {
            throw new DoesNotFit(table, "is of a table that the base does not have");
        }
        return new TableEffect(known);
    }

    /** About how much heap it takes. */
    public long bytes() {
        return bytes;
    }

    /** Hands over what it holds and begins anew. */
    public Collection<TableEffect> handOver() {
        Collection<TableEffect> all = List.copyOf(effects.values());
        effects.clear();
        last = null;
        bytes = 0;
        return all;
    }
}
