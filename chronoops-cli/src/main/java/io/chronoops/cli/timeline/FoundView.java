package io.chronoops.cli.timeline;

import io.chronoops.cli.output.Cell;
import io.chronoops.cli.output.Human;
import io.chronoops.cli.output.Look;
import io.chronoops.cli.output.Table;
import io.chronoops.cli.output.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Transactions that were found. */
record FoundView(Found found) implements View {
    /** The service's answer. */
    record Found(
            List<Transaction> transactions,
            boolean more,
            @Nullable Instant archivedUntil) {}

    /** One of them. */
    record Transaction(
            long xid,
            Instant commitAt,
            String lsn,
            Map<String, Changes> tables,
            List<String> ddl,
            @Nullable String user,
            Before before) {}

    /** What it did to a table. */
    record Changes(long inserted, long updated, long deleted, long truncated) {
        String text() {
            List<String> parts = new ArrayList<>();
            add(parts, inserted, "inserted");
            add(parts, updated, "updated");
            add(parts, deleted, "deleted");
            if (truncated > 0) {
                parts.add("truncated");
            }
            return String.join(", ", parts);
        }

        private static void add(List<String> parts, long rows, String what) {
            if (rows > 0) {
                parts.add(Human.count(rows) + " " + what);
            }
        }
    }

    /** The target just before it. */
    record Before(long beforeXid, Instant pointInTime) {}

    @Override
    public List<String> lines(Look look) {
        var table = new Table(
                "no transaction matches in what is archived until " + look.time(found.archivedUntil()),
                "COMMITTED",
                "AGE",
                ">XID",
                "LSN",
                "USER",
                "DID");
        for (Transaction one : found.transactions()) {
            table.row(
                    look.time(one.commitAt()),
                    look.age(one.commitAt()),
                    one.xid(),
                    one.lsn(),
                    one.user() == null ? Cell.dim("unknown") : Cell.of(one.user()),
                    did(one));
        }
        List<String> lines = new ArrayList<>(table.lines(look));
        if (!found.transactions().isEmpty()) {
            Transaction newest = found.transactions().getFirst();
            lines.add("");
            lines.add("just before one: chronoops restore --before-xid XID, for example "
                    + newest.before().beforeXid() + "; by time, here --point-in-time \""
                    + newest.before().pointInTime() + "\"");
            lines.add("archived until " + look.time(found.archivedUntil())
                    + "; what was committed since is not searched yet");
        }
        if (found.more()) {
            lines.add("there are older ones: give a higher --limit, or narrow it by --table, --op, --min-rows, --to");
        }
        return lines;
    }

    private static String did(Transaction one) {
        String rows = one.tables().entrySet().stream()
                .map(table -> table.getKey() + ": " + table.getValue().text())
                .collect(Collectors.joining("; "));
        String ddl = String.join("; ", one.ddl());
        return Objects.requireNonNullElse(rows.isEmpty() ? ddl : ddl.isEmpty() ? rows : ddl + "; " + rows, "");
    }
}
