package io.chronoops.monitor.analytics;

import io.chronoops.cdc.Begin;
import io.chronoops.cdc.ChangeEvent;
import io.chronoops.cdc.End;
import io.chronoops.cdc.Message;
import io.chronoops.cdc.Opened;
import io.chronoops.cdc.Row;
import io.chronoops.cdc.Truncate;
import io.chronoops.monitor.analytics.Change.Deleted;
import io.chronoops.monitor.analytics.Change.Emptied;
import io.chronoops.monitor.analytics.Change.Inserted;
import io.chronoops.monitor.analytics.Change.Outgrown;
import io.chronoops.monitor.analytics.Change.Unidentified;
import io.chronoops.monitor.analytics.Change.Updated;
import io.chronoops.monitor.analytics.Loaded.Refused;
import io.chronoops.monitor.analytics.Loaded.Server;
import io.chronoops.monitor.analytics.Step.Lost;
import io.chronoops.monitor.analytics.Step.Reached;
import io.chronoops.monitor.analytics.Step.Within;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts loaded in a snapshot and kept by the change log. A transaction counts iff the snapshot does not see it; it
 * counts as a whole at its end, once. Pure: no I/O, one thread.
 */
final class LiveCounts {
    private final Loaded loaded;
    private final List<TrackedTable> tracked;
    private final int mostRows;
    private final Map<TrackedTable, CountedTable> tables = new LinkedHashMap<>();
    private final Map<TrackedTable, Refused> refused;
    private @Nullable OpenTransaction open;
    private long lsn;
    private Instant at = Instant.EPOCH;

    LiveCounts(Loaded loaded, List<TrackedTable> tracked, int mostRows) {
        this.loaded = loaded;
        this.tracked = tracked;
        this.mostRows = mostRows;
        this.refused = new HashMap<>(loaded.refused());
        loaded.tables().forEach(table -> tables.put(table.layout().table(), table));
    }

    /** Takes the next record. */
    Step take(ChangeEvent event) {
        if (event.getOpened() != null) {
            return opened(event.getOpened());
        } else if (event.getBegin() != null) {
            begin(event.getBegin());
        } else if (event.getRow() != null) {
            row(event.getRow());
        } else if (event.getTruncate() != null) {
            truncate(event.getTruncate());
        } else if (event.getMessage() != null) {
            message(event.getMessage());
        } else if (event.getEnd() != null) {
            return end(event.getEnd());
        }
        return new Within();
    }

    /** Whether the counts are those of {@link #lsn}: the log has passed all that the snapshot may have seen. */
    boolean isExact() {
        return lsn >= loaded.point().lsn();
    }

    long lsn() {
        return lsn;
    }

    Instant at() {
        return at;
    }

    List<CountedTable> tables() {
        return List.copyOf(tables.values());
    }

    Map<TrackedTable, Refused> refused() {
        return Map.copyOf(refused);
    }

    /** The capture started again: what had begun and not ended comes again as a whole, or never. */
    private Step opened(Opened opened) {
        open = null;
        if (!isExact()) {
            return new Within();
        }
        var server = new Server(opened.getSystemIdentifier(), opened.getTimeline());
        if (!server.equals(loaded.server())) {
            return new Lost("the log now comes from another server, or another timeline of it", true);
        }
        return opened.getConfirmedLsn() > lsn
                ? new Lost("the capture started again beyond " + Lsn.text(lsn), false)
                : new Within();
    }

    private void begin(Begin begin) {
        open = new OpenTransaction(loaded.point().snapshot().sees(begin.getXid()), mostRows);
    }

    private void row(Row row) {
        var transaction = open;
        if (transaction != null && !transaction.isInSnapshot()) {
            table(row.getSchema$(), row.getTable())
                    .ifPresent(table -> transaction.add(ReadRow.of(row, table.layout())));
        }
    }

    private void truncate(Truncate truncate) {
        var transaction = open;
        if (transaction != null) {
            table(truncate.getSchema$(), truncate.getTable())
                    .ifPresent(
                            table -> transaction.add(new Emptied(table.layout().table())));
        }
    }

    private void message(Message message) {
        var transaction = open;
        if (transaction == null) {
            return;
        }
        Messages.mark(message).ifPresent(transaction::mark);
        if (Messages.reshapes(message, tracked)) {
            transaction.reshape("a tracked table was altered");
        }
    }

    private Step end(End end) {
        var transaction = open;
        open = null;
        if (end.getLsn() <= lsn) {
            return new Within(); // counted before the capture started again
        }
        if (isExact() && end.getPreviousLsn() > lsn) {
            return new Lost("the log has a gap after " + Lsn.text(lsn), false);
        }
        lsn = end.getLsn();
        at = end.getCommitAt();
        if (transaction == null) { // the log was entered in its middle: it had ended long before the snapshot
            return new Within();
        }
        return transaction.reshaped().isEmpty() ? apply(transaction) : new Lost(transaction.reshaped(), false);
    }

    private Step apply(OpenTransaction transaction) {
        for (Change change : transaction.changes()) {
            CountedTable table = tables.get(change.table());
            if (table != null && !apply(change, table)) {
                return new Lost(why(change), false);
            }
        }
        return new Reached(lsn, at, transaction.marks());
    }

    private boolean apply(Change change, CountedTable table) {
        return switch (change) {
            case Inserted row -> table.insert(row.key(), row.values()) && table.size() <= mostRows;
            case Updated row -> table.update(row.key(), row.newKey(), row.values());
            case Deleted row -> table.delete(row.key());
            case Outgrown _ -> false;
            case Emptied _ -> {
                table.truncate();
                yield true;
            }
            case Unidentified _ -> {
                refuse(change.table());
                yield true;
            }
        };
    }

    private void refuse(TrackedTable table) {
        tables.remove(table);
        refused.put(
                table,
                new Refused(
                        "the change log does not identify rows of " + table.shortName() + " by " + table.key(),
                        "configure the table's primary key as its key"));
    }

    private static String why(Change change) {
        return change instanceof Outgrown outgrown
                ? change.table().shortName() + ": " + outgrown.why()
                : change.table().shortName() + ": the log speaks of a row that is not as it was loaded";
    }

    private Optional<CountedTable> table(String schema, String name) {
        return tables.values().stream()
                .filter(table -> table.layout().table().is(schema, name))
                .findFirst();
    }
}
