package io.chronoops.backup.file;

import io.chronoops.kit.operation.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a restore from a file ended. */
record FileOutcome(String database, long tables, long rows, boolean verified, String version, List<String> leftOut) {
    private static final Logger LOG = LoggerFactory.getLogger(FileOutcome.class);
    private static final int NOTES = 20;

    Outcome of(Found file, Duration took) {
        String summary = String.format(
                Locale.ROOT,
                "restored into %s from the %s: %,d tables, %,d rows, %.1f s%s",
                database,
                file.title(),
                tables,
                rows,
                took.toMillis() / 1e3,
                verified ? ", verified" : "");
        Map<String, String> details = new LinkedHashMap<>();
        details.put("database", database);
        details.put("file", file.path().toString());
        details.put("form", file.form().title());
        details.put("tables", String.valueOf(tables));
        details.put("rows", String.valueOf(rows));
        details.put("verified", String.valueOf(verified));
        details.put("seconds", String.format(Locale.ROOT, "%.1f", took.toMillis() / 1e3));
        if (!version.isEmpty()) {
            details.put("takenFrom", "PostgreSQL " + version);
        }
        for (int i = 0; i < Math.min(leftOut.size(), NOTES); i++) {
            details.put("note" + (i + 1), "left out: " + leftOut.get(i));
        }
        if (leftOut.size() > NOTES) {
            details.put("note" + (NOTES + 1), "and " + (leftOut.size() - NOTES) + " more, in the service's log");
            leftOut.forEach(
                    one -> LOG.atWarn().addKeyValue("database", database).log("left out: {}", one));
        }
        return new Outcome(summary, details);
    }
}
