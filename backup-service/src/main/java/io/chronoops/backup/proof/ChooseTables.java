package io.chronoops.backup.proof;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.coverage.Coverage;
import io.chronoops.backup.coverage.Coverage.TableCoverage;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.TableEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose turn it is: the covered tables of a base that are small enough, least recently compared first. Pure. */
final class ChooseTables {
    private ChooseTables() {}

    /** All of a base that are covered to this day; it alone, with the log after it, is what is proven. */
    static List<TableEntry> covered(Manifest base, List<Segment> log) {
        Set<String> covered = Coverage.of(List.of(base), log, List.of(base)).stream()
                .filter(ChooseTables::isCovered)
                .map(TableCoverage::table)
                .collect(Collectors.toSet());
        return base.tables().stream()
                .filter(table -> covered.contains(table.title()))
                .toList();
    }

    private static boolean isCovered(TableCoverage table) {
        return !table.intervals().isEmpty() && table.intervals().getLast().endedBy() == null;
    }

    /** In their order, not yet cut to the number that one run takes. */
    static List<TableEntry> turns(List<TableEntry> covered, Map<String, Instant> checked, long largest) {
        return covered.stream()
                .filter(table -> table.bytes() <= largest)
                .sorted(Comparator.comparing((TableEntry table) -> checked.getOrDefault(table.title(), Instant.EPOCH))
                        .thenComparing(TableEntry::title))
                .toList();
    }
}
