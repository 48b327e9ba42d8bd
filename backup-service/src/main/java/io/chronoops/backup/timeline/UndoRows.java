package io.chronoops.backup.timeline;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the SQL that brings rows back to what they were at a moment, chosen by a condition. */
public final class UndoRows {
    private static final int MOST_ROWS = 20_000;

    private final NetRows netRows;

    /** From this archive and these bases. */
    public UndoRows(ReadTimeline timeline, BaseRows bases) {
        this.netRows = new NetRows(timeline, bases);
    }

    /**
     * Which rows, and to when.
     *
     * @param table as schema.table
     * @param where a row is meant if this holds of it as it was then or as it is now; null: all are
     * @param overwrite rows that changed after the archive's end are set back as well
     */
    public record Wish(String table, @Nullable String where, Instant to, boolean overwrite) {}

    /** Of these rows; conditions decide which. */
    public UndoScript script(Archived archive, Wish wish, Conditions conditions) throws IOException {
        List<NetRow> rows = new ArrayList<>(netRows.of(archive, wish.table(), wish.to(), null));
        if (wish.where() != null && !rows.isEmpty()) {
            rows = chosen(rows, wish.where(), archive.large(), conditions);
        }
        if (rows.isEmpty()) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "no row of " + wish.table() + (wish.where() == null ? "" : " for which the condition holds")
                            + " has changed since " + wish.to() + ": there is nothing to undo",
                    "chronoops history " + wish.table() + " KEY shows what happened to one");
        }
        if (rows.size() > MOST_ROWS) {
            throw new OperationFailed(
                    Reason.TOO_LARGE,
                    rows.size() + " rows of " + wish.table() + " have changed since " + wish.to() + ": more than "
                            + MOST_ROWS + " are no longer reviewed by eye",
                    "narrow the condition; or chronoops restore --tables " + wish.table()
                            + " --into-schema NAME, and take the rows from there");
        }
        rows.sort(Comparator.comparingLong(NetRow::last).reversed());
        Instant end = archive.log().getLast().lastCommitAt();
        return new UndoScript(
                List.of(
                        "Brings " + rows.size() + " rows of " + wish.table() + " of " + archive.database()
                                + " back to what they were at " + wish.to() + ".",
                        wish.overwrite()
                                ? "One transaction. Rows that have changed since " + end + " are set back all the same."
                                : "One transaction; a row that has changed since " + end
                                        + " ends it and nothing is undone.",
                        "Triggers fire as ever. Read it, then: psql -f THIS_FILE"),
                UndoSql.of(
                        rows.stream()
                                .map(wish.overwrite() ? NetRow::backWhatever : NetRow::back)
                                .toList(),
                        new Sql(archive.large()),
                        "it was at " + end,
                        wish.overwrite()),
                rows.size());
    }

    /** By either version of a row, that of then and that of now. */
    private static List<NetRow> chosen(List<NetRow> rows, String where, LargeTexts large, Conditions conditions) {
        String table = rows.getFirst().table();
        int dot = table.indexOf('.');
        List<Integer> owners = new ArrayList<>();
        List<Map<String, Value>> versions = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (Map<String, Value> version :
                    List.of(rows.get(i).then(), rows.get(i).now())) {
                if (!version.isEmpty()) {
                    owners.add(i);
                    versions.add(version);
                }
            }
        }
        Set<Integer> held =
                conditions.holding(table.substring(0, dot), table.substring(dot + 1), texts(versions, large), where);
        return held.stream()
                .map(owners::get)
                .distinct()
                .sorted()
                .map(rows::get)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Large values are read one row at a time. */
    private static Iterable<Map<String, @Nullable String>> texts(List<Map<String, Value>> versions, LargeTexts large) {
        return () -> versions.stream().map(version -> texts(version, large)).iterator();
    }

    private static Map<String, @Nullable String> texts(Map<String, Value> version, LargeTexts large) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        version.forEach((column, value) -> texts.put(column, text(value, large)));
        return texts;
    }

    private static @Nullable String text(Value value, LargeTexts large) {
        try {
            return value.large() == null ? value.text() : large.read(value.large());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
