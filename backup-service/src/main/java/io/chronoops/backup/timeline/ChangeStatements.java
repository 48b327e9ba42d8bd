package io.chronoops.backup.timeline;

import io.chronoops.cdc.Row;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Row changes of the log as single statements, for a session with the log's settings. */
public final class ChangeStatements {
    private final Sql sql;

    /** Large values come from there. */
    public ChangeStatements(LargeTexts large) {
        this.sql = new Sql(large);
    }

    /** How a session must read the values. */
    public static List<String> settings() {
        return Sql.SETTINGS;
    }

    /** What a change did, once more; empty where it set nothing. */
    public Optional<String> of(Row row) throws IOException {
        return Optional.of(sql.again(RowChange.of(row, row.getKeyColumns()))).filter(text -> !text.isEmpty());
    }
}
