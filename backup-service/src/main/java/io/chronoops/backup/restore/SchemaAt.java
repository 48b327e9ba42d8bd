package io.chronoops.backup.restore;

import io.chronoops.backup.archive.Segment.SchemaChange;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.postgres.Lsn;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the schema of a moment: among the bases and the versions read in between, one that has all changes up to it and none
 * after it. Pure.
 *
 * @param base where the rows come from
 * @param lastLsn commit LSN of the last transaction that is in
 * @param changes all that the log tells after the base, those beyond the moment too
 */
record SchemaAt(Manifest base, long lastLsn, List<SchemaChange> changes) {
    SchemaAt(Manifest base, long lastLsn, List<SchemaChange> changes) {
        this.base = base;
        this.lastLsn = lastLsn;
        this.changes = changes.stream()
                .filter(change -> !base.visible().sees(change.xid()))
                .toList();
    }

    /** Those that the moment has and the base has not, in order. */
    List<SchemaChange> applied() {
        return changes.stream().filter(this::isApplied).toList();
    }

    private boolean isApplied(SchemaChange change) {
        return change.lsn() <= lastLsn;
    }

    /** tables: those that must be as they were, by schema.table; empty: all. */
    Manifest find(List<Manifest> versions, Set<String> tables) {
        Predicate<SchemaChange> counts =
                change -> !change.table().isEmpty() && (tables.isEmpty() || concerns(change, tables));
        List<Manifest> candidates = new ArrayList<>(List.of(base));
        versions.stream()
                .filter(version -> version.lsn() >= base.lsn()
                        && version.server()
                                .systemIdentifier()
                                .equals(base.server().systemIdentifier()))
                .forEach(candidates::add);
        Optional<Manifest> found = candidates.stream()
                .filter(version -> changes.stream().filter(counts).allMatch(change -> agrees(version, change)))
                .max(Comparator.comparingLong(version -> changes.stream()
                        .filter(change -> agrees(version, change))
                        .count()));
        if (found.isEmpty() && changes.stream().filter(counts).allMatch(this::isApplied)) {
            throw new SchemaUnread(refused());
        }
        return found.orElseThrow(this::refused);
    }

    /** Under any of its names. */
    private boolean concerns(SchemaChange change, Set<String> tables) {
        return change.table().equals("*")
                || changes.stream()
                        .filter(other -> other.oid() == change.oid())
                        .anyMatch(other -> tables.contains(other.title()));
    }

    private boolean agrees(Manifest version, SchemaChange change) {
        return version.visible().sees(change.xid()) == isApplied(change);
    }

    /** Of a view, a function, a grant: told to people where the version found does not agree. */
    List<String> notes(Manifest version) {
        return changes.stream()
                .filter(change -> change.table().isEmpty() && !agrees(version, change))
                .map(change -> change.tag() + " in schema " + change.schema() + " at " + change.at()
                        + (isApplied(change)
                                ? " came after the base: it is not in the restored database"
                                : " came after that moment: the restored database has it already"))
                .distinct()
                .toList();
    }

    private OperationFailed refused() {
        SchemaChange before = applied().stream()
                .filter(change -> !change.table().isEmpty())
                .reduce((_, later) -> later)
                .orElse(null);
        SchemaChange after = changes.stream()
                .filter(change -> !isApplied(change) && !change.table().isEmpty())
                .findFirst()
                .orElse(null);
        String between = before == null
                ? "before " + text(after)
                : after == null ? "after " + text(before) : "between " + text(before) + " and " + text(after);
        return new OperationFailed(
                Reason.NOT_COVERED,
                "the schema of this moment, " + between + ", was not read in time: changes came one after the other"
                        + " or the service was away",
                (before == null
                                ? "choose a moment before it"
                                : "restore to just before " + before.tag() + " with --before-xid " + before.xid())
                        + ", or to a moment after the schema was read again; where it is the newest one, try again in a"
                        + " few seconds");
    }

    private static String text(@org.jspecify.annotations.Nullable SchemaChange change) {
        return change == null
                ? "now"
                : change.tag() + " of " + change.title() + " at " + change.at() + " (" + Lsn.text(change.lsn()) + ")";
    }
}
