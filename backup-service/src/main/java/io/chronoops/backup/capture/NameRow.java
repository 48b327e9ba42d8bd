package io.chronoops.backup.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Decides by which columns a change names its row. Debezium's own key is not asked: it is any unique index where there is no
 * primary key. The catalogue is, and the old row that the stream carries has the last word: PostgreSQL sends of it the
 * identity of that moment, or all of it under identity full, or nothing where the identity stayed.
 */
final class NameRow {
    private final Catalogue catalogue;
    private final Map<List<String>, Known> known = new HashMap<>();
    /** Of the row named last: rows of one table mostly come one after the other. */
    private @Nullable Known last;

    NameRow(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A database's catalogue, as it is now. */
    interface Catalogue {
        /** What names the rows of this table. */
        LiveIdentity of(String schema, String table);
    }

    /** The columns and their values before the change; unknown: see ChangeEvent.avdl. */
    record Name(List<String> columns, List<@Nullable String> values, boolean unknown) {
        /** Of a row that was not there. */
        static final Name NONE = new Name(List.of(), List.of(), false);
    }

    private record Known(Schema shape, LiveIdentity identity) {}

    /** Of a change by this transaction; before: what the stream carries of the old row; after: the new one. */
    Name name(Struct value, @Nullable Struct before, @Nullable Struct after, long xid) {
        LiveIdentity identity = identity(value);
        boolean trusted = identity.since() < xid;
        List<String> key = identity.key();
        if (before == null) {
            return trusted && !identity.whole() && after != null && isToldOf(after, key)
                    ? new Name(key, texts(after, key), false)
                    : new Name(List.of(), List.of(), true);
        }
        List<String> told = told(before);
        if (trusted && !key.isEmpty() && told.containsAll(key) && (identity.whole() || told.size() == key.size())) {
            return new Name(key, texts(before, key), false);
        }
        List<String> all = before.schema().fields().stream().map(Field::name).toList();
        return new Name(all, texts(before, all), !(trusted && identity.whole() && key.isEmpty()));
    }

    /** Debezium makes a shape anew whenever the server says that a table may have changed. */
    private LiveIdentity identity(Struct value) {
        Known latest = last;
        if (latest == null || latest.shape() != value.schema()) {
            latest = known(value);
            last = latest;
        }
        return latest.identity();
    }

    private Known known(Struct value) {
        Struct source = value.getStruct("source");
        List<String> table = List.of(source.getString("schema"), source.getString("table"));
        Known now = known.get(table);
        if (now == null || now.shape() != value.schema()) {
            now = new Known(value.schema(), catalogue.of(table.getFirst(), table.getLast()));
            known.put(table, now);
        }
        return now;
    }

    private static boolean isToldOf(Struct row, List<String> columns) {
        for (String column : columns) {
            if (row.schema().field(column) == null || row.getString(column) == null) {
                return false;
            }
        }
        return !columns.isEmpty();
    }

    private static List<String> told(Struct row) {
        return row.schema().fields().stream()
                .map(Field::name)
                .filter(column -> row.getString(column) != null)
                .toList();
    }

    private static List<@Nullable String> texts(Struct row, List<String> columns) {
        List<@Nullable String> texts = new ArrayList<>();
        columns.forEach(column -> texts.add(row.getString(column)));
        return texts;
    }
}
