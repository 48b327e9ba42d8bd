package io.chronoops.backup.timeline;

import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By which columns the log names the rows of each table: an insert does not tell, updates and deletes do. */
final class Identities {
    private final Map<String, List<String>> columns = new HashMap<>();

    /** Learns from an event; the last one counts. */
    void take(ChangeEvent event) {
        Row row = event.getRow();
        if (row != null && !row.getKeyColumns().isEmpty() && !row.getIdentityUnknown()) {
            String table = row.getSchema$() + "." + row.getTable();
            if (!row.getKeyColumns().equals(columns.get(table))) {
                columns.put(table, List.copyOf(row.getKeyColumns()));
            }
        }
    }

    Optional<List<String>> of(String table) {
        return Optional.ofNullable(columns.get(table));
    }

    void know(String table, List<String> identity) {
        columns.put(table, identity);
    }
}
