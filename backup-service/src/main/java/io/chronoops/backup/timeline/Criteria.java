package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.archive.Segment.TableChanges;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions are looked for.
 *
 * @param table as schema.table; null: any
 * @param deed null: any
 * @param minRows rows that the deed touched in the table, at least; a TRUNCATE counts whatever this says
 */
public record Criteria(
        @Nullable String table,
        @Nullable Deed deed,
        long minRows,
        @Nullable String user,
        Span span,
        int limit) {

    boolean matches(Commit commit, TransactionTally tally) {
        return span.holds(commit)
                && (user == null || Objects.equals(user, tally.user()))
                && (matchesRows(tally.tables()) || (wantsDdl() && tally.changesSchemaOf(table)));
    }

    /** Whether any of its transactions can match: by its description alone. */
    boolean mayMatch(Segment segment) {
        Map<String, TableChanges> tables = segment.tables();
        boolean ddl = wantsDdl() && !segment.ddl().isEmpty();
        return ddl || tables == null || matchesRows(tables);
    }

    private boolean wantsDdl() {
        return deed == Deed.DDL || (deed == null && minRows <= 1);
    }

    private boolean matchesRows(Map<String, TableChanges> tables) {
        if (deed == Deed.DDL) {
            return false;
        }
        TableChanges sum = TableChanges.NONE;
        for (Map.Entry<String, TableChanges> one : tables.entrySet()) {
            if (table == null || table.equals(one.getKey())) {
                sum = sum.plus(one.getValue());
            }
        }
        if (sum.truncated() > 0 && (deed == null || deed == Deed.TRUNCATE)) {
            return true;
        }
        long rows = deed == null ? sum.inserted() + sum.updated() + sum.deleted() : deed.count(sum);
        return rows >= Math.max(1, minRows);
    }
}
