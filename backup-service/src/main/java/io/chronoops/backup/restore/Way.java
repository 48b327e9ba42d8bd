package io.chronoops.backup.restore;

import io.chronoops.backup.overlay.OverlaidRows;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** What becomes of a table's rows on their way from its files into COPY. */
interface Way {
    /** Takes the next bytes of COPY's text; they may end within a row. */
    void pass(byte[] bytes, int length) throws SQLException, IOException;

    /** All rows have passed. */
    default void finish() throws SQLException, IOException {}

    /** As they are. */
    static Way text(CopyIn copy) {
        return (bytes, length) -> copy.writeToCopy(bytes, 0, length);
    }

    /** With other columns. */
    static Way projected(List<PlannedTable.Loaded> columns, CopyIn copy) {
        var project = new ProjectRows(columns);
        return (bytes, length) -> {
            project.take(bytes, length);
            copy.writeToCopy(project.bytes(), 0, project.length());
        };
    }

    /** With the log laid over them. */
    static Way overlaid(OverlaidRows rows, String table) {
        return new Way() {
            @Override
            public void pass(byte[] bytes, int length) throws SQLException, IOException {
                rows.pass(bytes, length);
            }

            @Override
            public void finish() throws SQLException, IOException {
                rows.finish();
                MergeEffect.expect(table, rows.named(), rows.met(), "changes or deletes");
            }
        };
    }

    /** In COPY's binary form; ends with {@link BinaryRows.Unforeseen} where a value is not as known. */
    static Way binary(List<BinaryValue> columns, CopyIn copy) {
        var rows = new BinaryRows(columns);
        return new Way() {
            @Override
            public void pass(byte[] bytes, int length) throws SQLException, IOException {
                rows.take(bytes, length);
                copy.writeToCopy(rows.bytes(), 0, rows.length());
            }

            @Override
            public void finish() throws SQLException, IOException {
                rows.finish();
                copy.writeToCopy(rows.bytes(), 0, rows.length());
            }
        };
    }
}
