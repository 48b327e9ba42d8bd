package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.RowOp;
import io.chronoops.cdc.Truncate;
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
    private static final int MOST_KEY_CHANGES = 200_000;
    private static final int NAMED = 5;

    private final ReadTimeline timeline;
    private final BaseRows bases;

    /** From this archive and these bases. */
    public UndoTransaction(ReadTimeline timeline, BaseRows bases) {
        this.timeline = timeline;
        this.bases = bases;
    }

    /** Of this transaction. */
    public String sql(String database, long xid, List<Manifest> manifests, List<Segment> chain, LargeTexts large)
            throws IOException {
        var undone = new Undone(xid);
        timeline.read(
                chain.stream()
                        .filter(segment -> segment.minXid() <= xid && xid <= segment.maxXid())
                        .toList(),
                undone::take);
        Commit commit = undone.commit;
        if (commit == null) {
            throw new OperationFailed(
                    Reason.NOT_FOUND,
                    "transaction " + xid + " is not in the archive of " + database,
                    "chronoops find lists transactions; what committed just now is archived within a minute");
        }
        List<RowChange> changes = undone.changes();
        if (changes.isEmpty()) {
            throw new OperationFailed(
                    Reason.INVALID, "transaction " + xid + " changed no rows: there is nothing to undo", "");
        }
        Inverses inverses = inverses(changes, undone.identities, Basis.before(commit, manifests, chain), xid);
        return UndoSql.of(database, commit, inverses.inOrder(), new Sql(large));
    }

    private Inverses inverses(List<RowChange> changes, Identities identities, Basis basis, long xid)
            throws IOException {
        Set<RowKey> asked = new HashSet<>();
        changes.stream().map(RowChange::before).forEach(key -> {
            if (key != null) {
                asked.add(key);
            }
        });
        Set<RowKey> keys = asked.isEmpty() ? asked : related(asked, identities, basis, xid);
        Set<RowKey> wanted = new HashSet<>(keys);
        changes.stream().map(RowChange::after).forEach(key -> {
            if (key != null) {
                wanted.add(key);
            }
        });
        var fromTheLog = new RowStates(wanted);
        if (!asked.isEmpty()) {
            replay(fromTheLog, identities, basis, xid);
        }
        Inverses known = Inverses.of(changes, fromTheLog, table -> columns(basis, table));
        if (known.missing().isEmpty()) {
            return known;
        }
        var withBase = new RowStates(wanted);
        for (String table : asked.stream().map(RowKey::table).collect(Collectors.toSet())) {
            List<String> identity = identities.of(table).orElse(List.of());
            TableEntry entry = basis.table(table).orElse(null);
            if (entry != null && basis.base() != null) {
                bases.find(basis.base(), entry, identity, keys).forEach(withBase::put);
            }
        }
        replay(withBase, identities, basis, xid);
        Inverses all = Inverses.of(changes, withBase, table -> columns(basis, table));
        if (!all.missing().isEmpty()) {
            throw refused(xid, all.missing(), basis);
        }
        return all;
    }

    private static OperationFailed refused(long xid, List<String> missing, Basis basis) {
        Manifest base = basis.base();
        String rows = missing.stream().limit(NAMED).collect(Collectors.joining("; "))
                + (missing.size() > NAMED ? "; and " + (missing.size() - NAMED) + " more" : "");
        return new OperationFailed(
                Reason.NOT_COVERED,
                "transaction " + xid + " cannot be undone, former values are not known: " + rows + ". "
                        + (base == null
                                ? "No full backup before it has the log after it without a gap"
                                : "Neither backup " + base.id() + " nor the log since tells them"),
                "where it is covered: chronoops restore --before-xid " + xid
                        + " --into NAME, and take the rows from there");
    }

    private static Set<String> columns(Basis basis, String table) {
        return basis.table(table).map(entry -> Set.copyOf(entry.columns())).orElse(Set.of());
    }

    private Set<RowKey> related(Set<RowKey> asked, Identities identities, Basis basis, long xid) throws IOException {
        var keyChanges = new KeyChanges(MOST_KEY_CHANGES);
        before(basis, xid, event -> {
            Row row = event.getRow();
            if (row != null && row.getOp() == RowOp.UPDATE) {
                identities
                        .of(row.getSchema$() + "." + row.getTable())
                        .ifPresent(identity -> keyChanges.take(RowChange.of(row, identity)));
            }
        });
        return keyChanges.related(asked);
    }

    private void replay(RowStates states, Identities identities, Basis basis, long xid) throws IOException {
        before(basis, xid, event -> {
            Row row = event.getRow();
            Truncate truncate = event.getTruncate();
            if (row != null) {
                identities
                        .of(row.getSchema$() + "." + row.getTable())
                        .ifPresent(identity -> states.apply(RowChange.of(row, identity)));
            } else if (truncate != null) {
                states.forget((truncate.getSchema$() + "." + truncate.getTable())::equals);
            } else if (event.getMessage() != null) {
                states.forget(Shapes.touched(event));
            }
        });
    }

    private void before(Basis basis, long xid, java.util.function.Consumer<ChangeEvent> reader) throws IOException {
        timeline.read(basis.log(), (commit, event) -> {
            if (commit.xid() == xid) {
                return false;
            }
            if (!basis.holds(commit.xid())) {
                reader.accept(event);
            }
            return true;
        });
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
