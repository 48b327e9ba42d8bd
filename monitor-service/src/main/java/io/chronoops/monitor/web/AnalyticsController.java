package io.chronoops.monitor.web;

import io.chronoops.monitor.analytics.Analytics;
import io.chronoops.monitor.analytics.Counts;
import io.chronoops.monitor.analytics.Lsn;
import io.chronoops.monitor.analytics.NotCounted;
import io.chronoops.monitor.analytics.NotExactYet;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rows by value: now, at an LSN, at a mark. */
@RestController
@RequestMapping("/api/v1/databases/{database}/analytics")
final class AnalyticsController {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Analytics analytics;

    AnalyticsController(Analytics analytics) {
        this.analytics = analytics;
    }

    /** The counts now; with waitForLsn, those at the first transaction end at or beyond it. */
    @GetMapping
    Counts counts(
            @PathVariable("database") String database,
            @RequestParam(name = "table", defaultValue = "") String table,
            @RequestParam(name = "lsn", defaultValue = "") String lsn,
            @RequestParam(name = "waitForLsn", defaultValue = "") String waitForLsn,
            @RequestParam(name = "timeout", defaultValue = "10s") String timeout)
            throws InterruptedException {
        String wanted = waitForLsn.isEmpty() ? lsn : waitForLsn;
        return wanted.isEmpty()
                ? analytics.now(database, table)
                : analytics.reach(database, table, Lsn.parse(wanted), bounded(timeout));
    }

    /** The counts at the end of the transaction that emitted the mark; waits for it as long as timeout says. */
    @GetMapping("/marks/{id}")
    Counts mark(
            @PathVariable("database") String database,
            @PathVariable("id") String id,
            @RequestParam(name = "table", defaultValue = "") String table,
            @RequestParam(name = "timeout", defaultValue = "0s") String timeout)
            throws InterruptedException {
        return analytics.mark(database, table, id, bounded(timeout));
    }

    /** Takes 10s as well as PT10S. */
    private static Duration bounded(String text) {
        Duration timeout = DurationStyle.detectAndParse(text);
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }

    @ExceptionHandler
    ProblemDetail notCounted(NotCounted problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(problem.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notExactYet(NotExactYet problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(problem.getMessage()));
    }
}
