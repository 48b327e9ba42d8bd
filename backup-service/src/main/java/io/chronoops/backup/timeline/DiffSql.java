package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes what differs between two moments as SQL that makes the rows of the first those of the second. */
public final class DiffSql {
    private static final int MOST_ROWS = 20_000;

    private final DiffTimes diff;
    private final NetRows netRows;

    /** From this archive and these bases. */
    public DiffSql(ArchiveReader archive, BaseRows bases) {
        this.diff = new DiffTimes(archive);
        this.netRows = new NetRows(new ReadTimeline(archive), bases);
    }

    /** Of these tables; span: both moments, and both in it. */
    public UndoScript script(Archived archive, Span span, ChosenTables tables) throws IOException {
        Instant from = span.from();
        Instant to = span.to();
        if (from == null || to == null) {
            throw new OperationFailed(Reason.INVALID, "two moments are needed", "give from and to");
        }
        List<NetRow> rows = new ArrayList<>();
        for (DiffTimes.TableDiff table : diff.diff(archive.log(), span, tables)) {
            rows.addAll(netRows.of(archive, table.table(), from.minus(1, ChronoUnit.MICROS), to));
            if (rows.size() > MOST_ROWS) {
                throw new OperationFailed(
                        Reason.TOO_LARGE,
                        "more than " + MOST_ROWS + " rows differ: that is no longer read by eye",
                        "ask for a shorter time, or name fewer --tables; chronoops changes --format=sql streams all changes");
            }
        }
        rows.sort(Comparator.comparingLong(NetRow::last));
        return new UndoScript(
                List.of(
                        "What differs in " + archive.database() + " from " + from + " to " + to + ": " + rows.size()
                                + " rows.",
                        "One transaction; a row that is not as it was at the first moment ends it and nothing is done."),
                UndoSql.of(
                        rows.stream().map(NetRow::forth).toList(),
                        new Sql(archive.large()),
                        "it was at " + from,
                        false),
                rows.size());
    }
}
