package io.chronoops.backup.coverage;

import io.chronoops.backup.coverage.Coverage.Interval;
import io.chronoops.backup.coverage.Coverage.TableCoverage;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tables are not covered at this moment: what happens to them now cannot be restored.
 *
 * @param of so many tables, those of the newest full backup
 * @param uncovered as schema.table
 */
public record Uncovered(int of, List<String> uncovered) {
    private static final String DROPPED = " dropped it";

    /** Pure: bases and coverage in; empty: there is no full backup. */
    public static Optional<Uncovered> now(List<Manifest> manifests, List<TableCoverage> coverage) {
        return manifests.stream()
                .filter(manifest -> manifest.type().equals("full"))
                .reduce((_, later) -> later)
                .map(base -> {
                    Set<String> there =
                            base.tables().stream().map(TableEntry::title).collect(Collectors.toSet());
                    List<String> uncovered = coverage.stream()
                            .filter(table -> there.contains(table.table()) && !isCovered(table))
                            .map(TableCoverage::table)
                            .toList();
                    return new Uncovered(there.size(), uncovered);
                });
    }

    /** A table that was dropped has nothing left to lose. */
    private static boolean isCovered(TableCoverage table) {
        if (table.intervals().isEmpty()) {
            return false;
        }
        Interval last = table.intervals().getLast();
        return last.endedBy() == null || last.endedBy().endsWith(DROPPED);
    }
}
