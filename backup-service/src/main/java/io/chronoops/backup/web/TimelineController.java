package io.chronoops.backup.web;

import io.chronoops.backup.archive.Segment;
import io.chronoops.backup.timeline.ChosenTables;
import io.chronoops.backup.timeline.Criteria;
import io.chronoops.backup.timeline.Deed;
import io.chronoops.backup.timeline.DiffTimes;
import io.chronoops.backup.timeline.DiffTimes.TableDiff;
import io.chronoops.backup.timeline.FindTransactions;
import io.chronoops.backup.timeline.FindTransactions.Found;
import io.chronoops.backup.timeline.RowHistory;
import io.chronoops.backup.timeline.RowHistory.History;
import io.chronoops.backup.timeline.RowVersion;
import io.chronoops.backup.timeline.Span;
import io.chronoops.backup.timeline.TransactionSummary;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Questions to the sealed archive of changes. Times are ISO-8601 with their zone. */
@RestController
@RequestMapping("/api/v1")
final class TimelineController {
    private static final int MOST = 1000;

    private final Archives archives;
    private final FindTransactions find;
    private final RowHistory history;
    private final DiffTimes diff;

    TimelineController(Archives archives, FindTransactions find, RowHistory history, DiffTimes diff) {
        this.archives = archives;
        this.find = find;
        this.history = history;
        this.diff = diff;
    }

    /** Transactions, newest first; more: there are older ones beyond the limit. */
    record Transactions(
            List<TransactionSummary> transactions,
            boolean more,
            @Nullable Instant archivedUntil) {}

    @GetMapping("/timeline/transactions")
    Transactions transactions(
            @RequestParam("database") String database,
            @RequestParam(name = "table", required = false) @Nullable String table,
            @RequestParam(name = "op", required = false) @Nullable String op,
            @RequestParam(name = "minRows", defaultValue = "1") long minRows,
            @RequestParam(name = "user", required = false) @Nullable String user,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "limit", defaultValue = "20") int limit)
            throws IOException {
        List<Segment> log = archives.log(database);
        var criteria = new Criteria(
                table == null ? null : ChosenTables.title(table),
                Deed.named(op),
                minRows,
                user,
                Span.of(from, to),
                Math.clamp(limit, 1, MOST));
        Found found = find.find(log, criteria);
        return new Transactions(found.transactions(), found.more(), Archives.end(log));
    }

    /** Versions of one row, oldest first; begins: where, in a sentence. */
    record Versions(
            String table,
            List<String> identity,
            List<RowVersion> versions,
            String begins,
            boolean more,
            @Nullable Instant archivedUntil) {}

    /** key: may come several times, as column=value, or once as values with commas. */
    @GetMapping("/rows/history")
    Versions history(
            @RequestParam("database") String database,
            @RequestParam("table") String table,
            @RequestParam("key") String key,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "limit", defaultValue = "100") int limit,
            HttpServletRequest request)
            throws IOException {
        List<Segment> log = archives.log(database);
        // Spring would part a single one at its commas
        String[] typed = Objects.requireNonNullElse(request.getParameterValues("key"), new String[] {key});
        History told = history.of(
                ChosenTables.title(table),
                List.of(typed),
                Span.of(from, to),
                Math.clamp(limit, 1, MOST),
                archives.bases(database),
                log);
        return new Versions(
                told.table(), told.identity(), told.versions(), told.begins(), told.more(), Archives.end(log));
    }

    /** What differs between two moments, by table. */
    record Differences(List<TableDiff> tables, @Nullable Instant archivedUntil) {}

    @GetMapping("/timeline/diff")
    Differences diff(
            @RequestParam("database") String database,
            @RequestParam("from") String from,
            @RequestParam("to") String to,
            @RequestParam(name = "tables", defaultValue = "") List<String> tables)
            throws IOException {
        List<Segment> log = archives.log(database);
        return new Differences(diff.diff(log, Span.of(from, to), ChosenTables.named(tables)), Archives.end(log));
    }
}
