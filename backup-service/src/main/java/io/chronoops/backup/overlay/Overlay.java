package io.chronoops.backup.overlay;

import io.chronoops.backup.overlay.OverlaidRows.LargeText;
import io.chronoops.backup.overlay.OverlaidRows.Sink;
import io.chronoops.cdc.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log's effect on tables whose rows are told apart by keys of plain types, folded in commit order before the base is
 * loaded. A table that it cannot do is given up, whatever was folded of it, and left to be merged.
 */
public final class Overlay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Overlay.class);
    /** What the rows of all tables may take of the disk; keys take heap and end it sooner. */
    private static final long MOST = 16L << 30;

    private final Map<String, List<String>> columns;
    private final Map<String, Set<String>> canonical;
    private final long limit;
    private final Map<String, TableOverlay> tables = new HashMap<>();
    private final Set<String> givenUp = new HashSet<>();
    private final RowStore store;
    private String lastSchema = "";
    private String lastTable = "";
    private @Nullable TableOverlay last;
    private long bytes;

    /**
     * Of tables with these columns, by schema.table.
     *
     * @param canonical columns of which equal values have equal texts
     * @param folder for its rows
     * @param limit bytes of heap that it may take
     */
    public Overlay(Map<String, List<String>> columns, Map<String, Set<String>> canonical, Path folder, long limit) {
        this.columns = columns;
        this.canonical = canonical;
        this.limit = limit;
        this.store = new RowStore(folder, MOST);
    }

    /** Folds a row's change in; false: its table is given up. */
    public boolean take(Row row) {
        TableOverlay table = table(row.getSchema$(), row.getTable());
        if (table == null) {
            return false;
        }
        try {
            bytes -= table.bytes();
            table.take(row);
            bytes += table.bytes();
            if (bytes <= limit) {
                return true;
            }
            giveUp(row.getSchema$() + "." + row.getTable(), "its keys take more memory than " + limit + " bytes");
        } catch (DoesNotLie | IOException e) {
            giveUp(row.getSchema$() + "." + row.getTable(), String.valueOf(e.getMessage()));
        }
        return false;
    }

    /** Folds in that a table was emptied; false: it is given up. */
    public boolean truncate(String schema, String table) {
        TableOverlay effect = table(schema, table);
        if (effect == null) {
            return false;
        }
        bytes -= effect.bytes();
        effect.truncate();
        bytes += effect.bytes();
        return true;
    }

    private @Nullable TableOverlay table(String schema, String table) {
        if (!lastTable.equals(table) || !lastSchema.equals(schema)) {
            lastSchema = schema;
            lastTable = table;
            String name = schema + "." + table;
            List<String> known = columns.get(name);
            last = known == null || givenUp.contains(name)
                    ? null
                    : tables.computeIfAbsent(name, _ -> {
                        var opened = new TableOverlay(known, canonical.getOrDefault(name, Set.of()), store);
                        bytes += opened.bytes();
                        return opened;
                    });
        }
        return last;
    }

    /** Leaves a table, as schema.table, to be merged. */
    public void giveUp(String table, String why) {
        givenUp.add(table);
        tables.remove(table);
        last = null;
        lastTable = "";
        bytes = tables.values().stream().mapToLong(TableOverlay::bytes).sum();
        LOG.atDebug()
                .addKeyValue("table", table)
                .addKeyValue("reason", why)
                .log("a table's log is merged after its load");
    }

    /** Whether this table's rows are brought up to the stop while they are loaded. */
    public boolean has(String table) {
        return tables.containsKey(table);
    }

    /** The tables that it has, as schema.table. */
    public Set<String> tables() {
        return Set.copyOf(tables.keySet());
    }

    /** Rows of a table that it has, on their way. */
    public OverlaidRows over(String table, LargeText large, Sink sink) {
        return new OverlaidRows(java.util.Objects.requireNonNull(tables.get(table)), large, sink);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
