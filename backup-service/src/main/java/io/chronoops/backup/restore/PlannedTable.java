package io.chronoops.backup.restore;

import io.chronoops.backup.full.Manifest.TableEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One table of the restored database, and where its rows come from.
 *
 * @param entry name and columns as they are in the end, with the base's chunks of it
 * @param loaded for each column its place among those of the base's rows, or the value that they have in it; null: they are
 *     as they will be
 * @param missing values of columns, by number, in rows that were there before them
 * @param followed whether the log tells its changes: else it stays as the base has it
 * @param tellings how often the log tells all of its rows: what comes before the last time does not count
 * @param formerKeys columns that told rows apart at some moment and are gone in the end: the table has them until the log is
 *     replayed
 * @param changed whether its shape was another at some moment between the base and the end
 */
record PlannedTable(
        TableEntry entry,
        @Nullable List<Loaded> loaded,
        Map<Integer, String> missing,
        boolean followed,
        int tellings,
        List<FormerKey> formerKeys,
        boolean changed) {

    /** A column for the time of the replay; type as SQL takes it. */
    record FormerKey(int number, String type) {
        String name() {
            return "chronoops_former_key_" + number;
        }
    }

    /** Where a column's value comes from. */
    sealed interface Loaded {
        /** From this place of the base's row. */
        record From(int place) implements Loaded {}

        /** The same in all rows; null: none. */
        record Always(@Nullable String text) implements Loaded {}
    }

    String title() {
        return entry.title();
    }

    /** With the columns that it has for the time of the replay. */
    TableEntry whileReplaying() {
        if (formerKeys.isEmpty()) {
            return entry;
        }
        return new TableEntry(
                entry.schema(),
                entry.name(),
                Stream.concat(entry.columns().stream(), formerKeys.stream().map(FormerKey::name))
                        .toList(),
                entry.publishedXid(),
                entry.uncovered(),
                entry.rows(),
                entry.bytes(),
                entry.digest(),
                entry.chunks(),
                entry.oid(),
                Stream.concat(entry.numbers().stream(), formerKeys.stream().map(FormerKey::number))
                        .toList(),
                entry.key());
    }

    /** The names of its columns while the log is replayed, by their numbers. */
    Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        TableEntry table = whileReplaying();
        for (int i = 0; i < table.numbers().size(); i++) {
            names.put(table.numbers().get(i), table.columns().get(i));
        }
        return names;
    }
}
