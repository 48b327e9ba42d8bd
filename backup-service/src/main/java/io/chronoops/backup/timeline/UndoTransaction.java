package io.chronoops.backup.timeline;

import io.chronoops.backup.postgres.Lsn;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the SQL that undoes one transaction, or refuses it as a whole and says why. */
public final class UndoTransaction {
    private static final int MOST_ROWS = 20_000;
    private static final int NAMED = 5;

    private final ReadTimeline timeline;
    private final BaseRows bases;

    /** From this archive and these bases. */
    public UndoTransaction(ReadTimeline timeline, BaseRows bases) {
        this.timeline = timeline;
        this.bases = bases;
    }

    /** Of this transaction; overwrite: rows that changed since are undone as well. */
    public UndoScript script(Archived archive, long xid, boolean overwrite) throws IOException {
        var undone = new Undone(xid);
        timeline.read(
                archive.log().stream()
                        .filter(segment -> segment.minXid() <= xid && xid <= segment.maxXid())
                        .toList(),
                undone::take);
        Commit commit = undone.commit;
        if (commit == null) {
            throw new OperationFailed(
                    Reason.NOT_FOUND,
                    "transaction " + xid + " is not in the archive of " + archive.database(),
                    "chronoops find lists transactions; what committed just now is archived within a minute");
        }
        List<RowChange> changes = undone.changes();
        if (changes.isEmpty()) {
            throw new OperationFailed(
                    Reason.INVALID, "transaction " + xid + " changed no rows: there is nothing to undo", "");
        }
        var former = new FormerRows(
                timeline, bases, Basis.before(commit, archive.bases(), archive.log()), undone.identities, xid);
        List<Inverse> inverses = inverses(changes, former, xid).inOrder();
        return new UndoScript(
                List.of(
                        "Undoes transaction " + xid + " of " + archive.database() + ", committed " + commit.at()
                                + " at " + Lsn.text(commit.lsn()) + ": " + inverses.size()
                                + " row changes, the last one first.",
                        overwrite
                                ? "One transaction. Rows that have changed since are set back all the same."
                                : "One transaction; a row that has changed since ends it and nothing is undone.",
                        "Triggers fire as ever. Read it, then: psql -f THIS_FILE"),
                UndoSql.of(inverses.reversed(), new Sql(archive.large()), "transaction " + xid + " left it", overwrite),
                inverses.size());
    }

    private static Inverses inverses(List<RowChange> changes, FormerRows former, long xid) throws IOException {
        Set<RowKey> asked = new HashSet<>();
        Set<RowKey> left = new HashSet<>();
        changes.forEach(change -> {
            add(asked, change.before());
            add(left, change.after());
        });
        Set<RowKey> keys = former.related(asked);
        Set<RowKey> wanted = new HashSet<>(keys);
        wanted.addAll(left);
        Inverses known = Inverses.of(changes, former.fromTheLog(keys, wanted), former::columns);
        if (known.missing().isEmpty()) {
            return known;
        }
        Inverses all = Inverses.of(changes, former.withTheBase(keys, wanted), former::columns);
        if (!all.missing().isEmpty()) {
            throw refused(xid, all.missing(), former);
        }
        return all;
    }

    private static void add(Set<RowKey> keys, @Nullable RowKey key) {
        if (key != null) {
            keys.add(key);
        }
    }

    private static OperationFailed refused(long xid, List<String> missing, FormerRows former) {
        String rows = missing.stream().limit(NAMED).collect(Collectors.joining("; "))
                + (missing.size() > NAMED ? "; and " + (missing.size() - NAMED) + " more" : "");
        return new OperationFailed(
                Reason.NOT_COVERED,
                "transaction " + xid + " cannot be undone, former values are not known: " + rows + ". " + former.text(),
                "where it is covered: chronoops restore --before-xid " + xid
                        + " --into NAME, and take the rows from there");
    }

    /** The transaction itself. */
    private static final class Undone {
        private final long xid;
        private final List<Row> rows = new ArrayList<>();
        private final Identities identities = new Identities();
        private @Nullable Commit commit;

        Undone(long xid) {
            this.xid = xid;
        }

        boolean take(Commit now, ChangeEvent event) {
            if (now.xid() != xid) {
                return true;
            }
            commit = now;
            identities.take(event);
            if (event.getRow() != null) {
                rows.add(event.getRow());
            }
            if (rows.size() > MOST_ROWS) {
                throw refused(
                        "changed more than " + MOST_ROWS + " rows: that is no longer reviewed by eye",
                        Reason.TOO_LARGE);
            }
            if (event.getTruncate() != null) {
                throw refused(
                        "emptied " + event.getTruncate().getSchema$() + "."
                                + event.getTruncate().getTable() + " by TRUNCATE, which does not tell the rows",
                        Reason.NOT_COVERED);
            }
            if (!Shapes.changes(event).isEmpty()) {
                throw refused(
                        "changed the schema: "
                                + Shapes.changes(event).getFirst().tag(),
                        Reason.NOT_COVERED);
            }
            return event.getEnd() == null;
        }

        private OperationFailed refused(String why, Reason reason) {
            return new OperationFailed(
                    reason,
                    "transaction " + xid + " cannot be undone by SQL: it " + why,
                    "chronoops restore --before-xid " + xid + " --into NAME, and take the rows from there");
        }

        List<RowChange> changes() {
            return rows.stream()
                    .map(row -> RowChange.of(
                            row,
                            identities
                                    .of(row.getSchema$() + "." + row.getTable())
                                    .orElse(List.of())))
                    .toList();
        }
    }
}
