package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.DdlMessages;
import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.postgres.Identifier;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import java.io.IOException;
import java.util.List;

/** The log as statements that psql runs, each transaction in a block of its own. */
final class ChangesAsSql implements ReadTimeline.ChangeReader {
    private final Span span;
    private final ChosenTables tables;
    private final Sql sql;
    private final Appendable out;
    private boolean begun;

    /** Of this time and these tables. */
    ChangesAsSql(Span span, ChosenTables tables, LargeTexts large, Appendable out) {
        this.span = span;
        this.tables = tables;
        this.sql = new Sql(large);
        this.out = out;
    }

    /** What stands before all. */
    void head() throws IOException {
        line("-- Changes in commit order. Triggers of the target fire; a superuser keeps them still with:");
        line("-- SET session_replication_role = replica;");
        line("\\set ON_ERROR_STOP on");
        for (String setting : Sql.SETTINGS) {
            line(setting);
        }
    }

    @Override
    public boolean take(Commit commit, ChangeEvent event) throws IOException {
        if (!span.holds(commit)) {
            return true;
        }
        Row row = event.getRow();
        if (row != null && tables.has(row.getSchema$(), row.getTable())) {
            String statement = sql.again(RowChange.of(row, row.getKeyColumns()));
            if (!statement.isEmpty()) {
                begin(commit);
                line(statement);
            }
        } else if (event.getTruncate() != null
                && tables.has(
                        event.getTruncate().getSchema$(), event.getTruncate().getTable())) {
            begin(commit);
            line("TRUNCATE ONLY "
                    + Identifier.quote(
                            event.getTruncate().getSchema$(),
                            event.getTruncate().getTable())
                    + ";");
        } else if (event.getMessage() != null && event.getMessage().getPrefix().equals(DdlMessages.DDL)) {
            ddl(commit, Shapes.changes(event));
        } else if (event.getEnd() != null && begun) {
            line("COMMIT;");
            begun = false;
        }
        return true;
    }

    /** The log tells that the schema changed, not by which text. */
    private void ddl(Commit commit, List<SchemaChange> changes) throws IOException {
        for (SchemaChange change : changes) {
            begin(commit);
            line("-- " + (change.tag() + " " + change.schema() + "." + change.table()).replaceAll("\\s+", " ")
                    + ": its text is not in the log, run it here");
        }
    }

    private void begin(Commit commit) throws IOException {
        if (!begun) {
            line("-- transaction " + commit.xid() + " committed " + commit.at() + " at " + Lsn.text(commit.lsn()));
            line("BEGIN;");
            begun = true;
        }
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
