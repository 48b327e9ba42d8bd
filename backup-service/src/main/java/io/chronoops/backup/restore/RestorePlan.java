package io.chronoops.backup.restore;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import java.util.List;
import java.util.Set;

/**
 * What a restore does.
 *
 * @param base where it begins
 * @param segments the log to replay, in order; none for the base alone
 * @param tables schema.table of those restored; empty: all
 * @param notes what the restored database lacks against the source at that moment
 */
record RestorePlan(
        Manifest base,
        List<Segment> segments,
        FindStop.Stop stop,
        Target target,
        Set<String> tables,
        List<String> notes) {
    boolean restores(String table) {
        return tables.isEmpty() || tables.contains(table);
    }

    List<Manifest.TableEntry> entries() {
        return base.tables().stream().filter(table -> restores(table.title())).toList();
    }
}
