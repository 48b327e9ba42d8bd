package io.chronoops.backup.restore;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.script.Entry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a restore does.
 *
 * @param base where it begins
 * @param schema whose scripts make the database: the base, or a later version of the schema
 * @param planned the tables of that schema, and where their rows come from
 * @param segments the log to replay, in order; none for the base alone
 * @param tables schema.table of those restored; empty: all
 * @param notes what the restored database lacks against the source at that moment
 */
record RestorePlan(
        Manifest base,
        Manifest schema,
        List<PlannedTable> planned,
        List<Segment> segments,
        FindStop.Stop stop,
        Target target,
        Set<String> tables,
        List<String> notes) {
    /** Objects over several tables: without all of them they are not made. */
    private static final Set<String> WHOLE_ONLY = Set.of(
            "VIEW",
            "MATERIALIZED VIEW",
            "EVENT TRIGGER",
            "PUBLICATION",
            "SUBSCRIPTION",
            "INDEX ATTACH",
            "ACL",
            "COMMENT");

    private static final Set<String> SHAPE = Set.of("SCHEMA", "TABLE", "DEFAULT", "SEQUENCE", "CONSTRAINT", "INDEX");

    /** All that decides what comes out, as text: two restores of one text fill alike. */
    String text() {
        return base.id() + " by " + schema.id() + " to " + stop + " of " + new TreeSet<>(tables);
    }

    /** Whether there is so much to load and replay that an attempt after a crash had better go on than begin anew. */
    boolean isWorthResuming(long from) {
        return planned.stream().anyMatch(PlannedTable::changed)
                || planned.stream()
                                        .flatMap(table -> table.entry().chunks().stream())
                                        .mapToLong(Manifest.FileEntry::bytes)
                                        .sum()
                                + segments.stream().mapToLong(Segment::bytes).sum()
                        >= from;
    }

    /** Of a dump's objects those that this restore makes: of tables that it does not restore, none. */
    List<Entry> chosen(List<Entry> entries) {
        return tables.isEmpty()
                ? entries
                : entries.stream()
                        .filter(entry -> entry.table().map(tables::contains).orElse(!WHOLE_ONLY.contains(entry.type())))
                        .toList();
    }

    /** Of some tables alone, what refers to the others: a foreign key, a trigger's function, a type that none of them has. */
    boolean isOptional(Entry entry) {
        return !tables.isEmpty() && !SHAPE.contains(entry.type());
    }

    /** As they are in the end, with the base's rows of them. */
    List<Manifest.TableEntry> entries() {
        return planned.stream().map(PlannedTable::entry).toList();
    }
}
