package io.chronoops.backup.restore;

import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.archive.TableShape;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.backup.postgres.Xids;
import io.chronoops.backup.restore.PlannedTable.FormerKey;
import io.chronoops.backup.restore.PlannedTable.Loaded;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each table of a moment's schema the rows of the base that it began with, whatever it was called then, and
 * refuses by name what base and log cannot tell. Pure.
 *
 * @param applied schema changes between the base and the moment
 * @param wanted schema.table of those to restore; empty: all
 * @param hasLog whether any log is replayed
 */
record PlanTables(
        Manifest base,
        Manifest schema,
        List<SchemaChange> applied,
        Set<String> wanted,
        boolean hasLog,
        List<String> notes) {

    List<PlannedTable> plan() {
        List<PlannedTable> planned = new ArrayList<>();
        for (TableEntry table : schema.tables()) {
            if (wanted.isEmpty() || wanted.contains(table.title())) {
                planned.add(plan(table));
            }
        }
        return planned;
    }

    private PlannedTable plan(TableEntry table) {
        List<SchemaChange> changes =
                applied.stream().filter(change -> touches(change, table)).toList();
        TableEntry before = before(table, changes);
        int tellings = (int) changes.stream().filter(SchemaChange::told).count();
        boolean followed = hasLog && (tellings > 0 || (before != null && isCaptured(before)));
        if (followed) {
            refuseLost(table, changes);
        } else if (hasLog) {
            tell(
                    before == null
                            ? table.title() + " was made after backup " + base.id()
                                    + " and its changes are not captured: it is restored without rows"
                            : table.title() + " is restored as of the base, its changes are not captured: "
                                    + before.uncovered());
        }
        TableEntry rows = tellings > 0 ? null : before;
        List<FormerKey> formerKeys = followed ? formerKeys(table, rows, sinceTold(changes)) : List.of();
        return new PlannedTable(
                entry(table, rows),
                rows == null ? null : loaded(table, rows, changes, formerKeys),
                missing(changes),
                followed,
                tellings,
                formerKeys,
                !changes.isEmpty());
    }

    /** Named ones are restored as they were, or not at all; of a whole database it is said. */
    private void tell(String what) {
        if (!wanted.isEmpty()) {
            throw uncovered(what);
        }
        notes.add(what);
    }

    private boolean isCaptured(TableEntry table) {
        long xmin = base.visible().xmin();
        if (table.uncovered() == null && Xids.widen(table.publishedXid(), xmin) >= xmin) {
            throw uncovered(table.title() + " was published while backup " + base.id()
                    + " was taken: its log does not begin before it");
        }
        return table.uncovered() == null;
    }

    private boolean touches(SchemaChange change, TableEntry table) {
        if (change.table().equals("*")) {
            return true;
        }
        boolean byName = change.oid() == 0 || table.oid() == 0;
        return byName ? change.title().equals(table.title()) : change.oid() == table.oid();
    }

    private @Nullable TableEntry before(TableEntry table, List<SchemaChange> changes) {
        if (schema.id().equals(base.id())) {
            return table;
        }
        return base.tables().stream()
                .filter(one -> one.oid() == table.oid() && one.oid() != 0)
                .findFirst()
                .orElseGet(() -> {
                    if (changes.isEmpty() && base.tables().stream().anyMatch(one -> one.oid() == 0)) {
                        throw uncovered("backup " + base.id()
                                + " is of a version that did not note what outlives a change of the schema");
                    }
                    return null;
                });
    }

    /** What came before all rows were told does not count. */
    private static List<SchemaChange> sinceTold(List<SchemaChange> changes) {
        int from = 0;
        for (int i = 0; i < changes.size(); i++) {
            from = changes.get(i).told() ? i : from;
        }
        return changes.subList(from, changes.size());
    }

    private void refuseLost(TableEntry table, List<SchemaChange> changes) {
        for (SchemaChange change : sinceTold(changes)) {
            if (change.breaksLog()) {
                throw uncovered(table.title() + " cannot be followed from backup " + base.id() + " on: " + change.why()
                        + " at " + change.at() + " (" + Lsn.text(change.lsn()) + ")");
            }
            TableShape shape = change.shape();
            if (shape != null && !shape.published()) {
                tell(table.title() + " is restored as of " + change.at() + ": " + change.tag()
                        + " took its identity, its changes were not captured from then on");
            }
        }
    }

    /** Columns by which the log tells rows apart at some moment, and that the table has no more. */
    private static List<FormerKey> formerKeys(
            TableEntry table, @Nullable TableEntry before, List<SchemaChange> changes) {
        Map<Integer, String> types = new TreeMap<>();
        Set<Integer> keys = new TreeSet<>();
        for (SchemaChange change : changes) {
            TableShape shape = change.shape();
            if (shape != null) {
                boolean wholeRow = shape.key().size() == shape.columns().size();
                for (TableShape.Column column : shape.columns()) {
                    types.putIfAbsent(column.number(), column.type());
                    if (!wholeRow && shape.key().contains(column.name())) {
                        keys.add(column.number());
                    }
                }
            }
        }
        if (before != null && before.key().size() != before.columns().size()) {
            before.key()
                    .forEach(name ->
                            keys.add(before.numbers().get(before.columns().indexOf(name))));
        }
        keys.removeAll(table.numbers());
        return keys.stream()
                .map(number -> new FormerKey(number, types.getOrDefault(number, "text")))
                .toList();
    }

    private static Map<Integer, String> missing(List<SchemaChange> changes) {
        Map<Integer, String> missing = new HashMap<>();
        for (SchemaChange change : changes) {
            if (change.shape() != null) {
                for (TableShape.Column column : change.shape().columns()) {
                    if (column.missing() != null) {
                        missing.putIfAbsent(column.number(), column.missing());
                    }
                }
            }
        }
        return missing;
    }

    private static @Nullable List<Loaded> loaded(
            TableEntry table, TableEntry before, List<SchemaChange> changes, List<FormerKey> formerKeys) {
        if (table.numbers().equals(before.numbers()) && formerKeys.isEmpty()) {
            return null;
        }
        List<Integer> numbers = new ArrayList<>(table.numbers());
        formerKeys.forEach(key -> numbers.add(key.number()));
        Map<Integer, String> missing = missing(changes);
        List<Loaded> loaded = new ArrayList<>();
        for (int number : numbers) {
            int place = before.numbers().indexOf(number);
            loaded.add(place >= 0 ? new Loaded.From(place) : new Loaded.Always(missing.get(number)));
        }
        return loaded;
    }

    /** As it is in the end, with the base's rows; their digest holds only where all of their columns are in it. */
    private static TableEntry entry(TableEntry table, @Nullable TableEntry rows) {
        return new TableEntry(
                table.schema(),
                table.name(),
                table.columns(),
                table.publishedXid(),
                rows == null ? null : rows.uncovered(),
                rows == null ? 0 : rows.rows(),
                rows == null ? 0 : rows.bytes(),
                rows == null || !table.numbers().equals(rows.numbers()) ? "" : rows.digest(),
                rows == null ? List.of() : rows.chunks(),
                table.oid(),
                table.numbers(),
                table.key());
    }

    static OperationFailed uncovered(String what) {
        return new OperationFailed(
                Reason.NOT_COVERED,
                what,
                "choose a moment before it, or one after the next full backup; chronoops coverage lists them");
    }
}
