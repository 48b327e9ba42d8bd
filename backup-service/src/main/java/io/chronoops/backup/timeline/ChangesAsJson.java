package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The log as lines of JSON, a change each. */
final class ChangesAsJson implements ReadTimeline.ChangeReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Span span;
    private final ChosenTables tables;
    private final Appendable out;

    /** Of this time and these tables. */
    ChangesAsJson(Span span, ChosenTables tables, Appendable out) {
        this.span = span;
        this.tables = tables;
        this.out = out;
    }

    @Override
    public boolean take(Commit commit, ChangeEvent event) throws IOException {
        if (!span.holds(commit)) {
            return true;
        }
        Row row = event.getRow();
        if (row != null && tables.has(row.getSchema$(), row.getTable())) {
            Map<String, Object> line =
                    line(commit, row.getOrder(), row.getOp().name(), row.getSchema$() + "." + row.getTable());
            line.put("key", byColumn(row.getKeyColumns(), row.getKeyValues()));
            Map<String, @Nullable String> values = byColumn(row.getColumns(), row.getValues());
            values.keySet().removeAll(row.getBlobs().keySet());
            line.put("row", values);
            line.put("unchanged", row.getUnchanged());
            line.put("large", row.getBlobs());
            write(line);
        } else if (event.getTruncate() != null
                && tables.has(
                        event.getTruncate().getSchema$(), event.getTruncate().getTable())) {
            write(line(
                    commit,
                    event.getTruncate().getOrder(),
                    "TRUNCATE",
                    event.getTruncate().getSchema$() + "." + event.getTruncate().getTable()));
        } else if (event.getMessage() != null && event.getMessage().getPrefix().equals(DdlMessages.DDL)) {
            for (var change : Shapes.changes(event)) {
                Map<String, Object> line =
                        line(commit, event.getMessage().getOrder(), "DDL", change.schema() + "." + change.table());
                line.put("command", change.tag());
                write(line);
            }
        }
        return true;
    }

    private static Map<String, Object> line(Commit commit, long order, String op, String table) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("xid", commit.xid());
        line.put("lsn", Lsn.text(commit.lsn()));
        line.put("commitAt", commit.at().toString());
        line.put("order", order);
        line.put("op", op.toLowerCase(Locale.ROOT));
        line.put("table", table);
        return line;
    }

    private static Map<String, @Nullable String> byColumn(List<String> columns, List<@Nullable String> values) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), values.get(i));
        }
        return row;
    }

    private void write(Map<String, Object> line) throws IOException {
        out.append(JSON.writeValueAsString(line)).append('\n');
    }
}
