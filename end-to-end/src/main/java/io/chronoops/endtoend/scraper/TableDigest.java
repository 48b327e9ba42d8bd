package io.chronoops.endtoend.scraper;

import java.util.ArrayList;
import java.util.List;

/** A table as plain SQL sees it: how many rows, and one digest of them all. */
public record TableDigest(String table, long rows, String digest) {
    private static final int FIELDS = 3;

    /** What psql printed, unaligned, a line a table. */
    public static List<TableDigest> parse(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(TableDigest::line)
                .toList();
    }

    private static TableDigest line(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != FIELDS) throw new IllegalArgumentException("not a digest: " + line);
        return new TableDigest(fields[0], Long.parseLong(fields[1]), fields[2]);
    }

    /** The tables that are not the same, each with what differs. */
    public static List<String> different(List<TableDigest> before, List<TableDigest> after) {
        var different = new ArrayList<String>();
        for (TableDigest was : before) {
            var is = after.stream()
                    .filter(each -> each.table().equals(was.table()))
                    .findFirst();
            if (is.isEmpty()) different.add(was.table() + " (missing)");
            else if (is.get().rows() != was.rows()) {
                different.add(was.table() + " (" + was.rows() + " rows before, "
                        + is.get().rows() + " now)");
            } else if (!is.get().equals(was)) different.add(was.table() + " (same count, other bytes)");
        }
        return different;
    }
}
