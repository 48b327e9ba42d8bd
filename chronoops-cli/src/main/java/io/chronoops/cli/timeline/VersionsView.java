package io.chronoops.cli.timeline;

import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Tone;
import io.chronoops.cli.output.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions of a row below each other; a changed column is marked. */
record VersionsView(Told told) implements View {
    private static final int LONGEST = 120;

    /** The service's answer. */
    record Told(
            String table,
            List<String> identity,
            List<Version> versions,
            String begins,
            boolean more,
            @Nullable Instant archivedUntil) {}

    /** The row as it was from a moment on. */
    record Version(
            Instant at,
            @Nullable Long xid,
            @Nullable String lsn,
            String operation,
            Map<String, @Nullable String> values,
            List<String> changed,
            List<String> unchanged,
            Map<String, String> large,
            @Nullable String user) {}

    @Override
    public List<String> lines(Look look) {
        List<String> lines = new ArrayList<>();
        if (told.versions().isEmpty()) {
            lines.add("no version of that row is known in " + told.table());
        }
        if (told.more()) {
            lines.add("(there are older versions: give a higher --limit, or --from and --to)");
        }
        for (Version one : told.versions()) {
            lines.add(look.paint(Tone.BOLD, look.time(one.at()) + "  " + one.operation())
                    + (one.xid() == null ? "" : "  xid " + one.xid() + "  " + one.lsn())
                    + (one.user() == null ? "" : "  by " + one.user()));
            one.values().forEach((column, value) -> lines.add(line(look, one, column, shown(value))));
            one.large()
                    .forEach((column, hash) ->
                            lines.add(line(look, one, column, "(large, kept in the repository as " + hash + ")")));
            one.unchanged().forEach(column -> lines.add(line(look, one, column, "(unchanged)")));
        }
        lines.add(told.begins());
        lines.add("archived until " + look.time(told.archivedUntil()));
        return lines;
    }

    private static String line(Look look, Version one, String column, String value) {
        boolean changed = one.changed().contains(column);
        String line = (changed ? "  * " : "    ") + column + " = " + value;
        return changed ? look.paint(Tone.ATTENTION, line) : line;
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        String line = value.replace("\n", "\\n");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "… (" + value.length() + " characters)";
    }
}
