package io.chronoops.monitor.tripwire;

import io.chronoops.monitor.Sample;
import io.chronoops.monitor.probe.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What a transaction that trips looks like to the rules: one sample a table, with who, when, how much, and the way back. */
final class Evidence {
    /** Rows deleted or updated by one transaction. */
    static final String CHANGED = "mass_change_rows";
    /** Rows that were in a table when one transaction truncated it; 1 where nobody knows. */
    static final String TRUNCATED = "mass_truncate_rows";

    private Evidence() {}

    /** The samples of a transaction; none: it does not trip. before: the rows that a table had. */
    static List<Sample> of(
            Counted transaction, TripwireProperties properties, Function<String, OptionalDouble> before) {
        List<Sample> samples = new ArrayList<>();
        transaction.tables().forEach((table, counts) -> {
            OptionalDouble rows = before.apply(table);
            if (properties.trips(table, counts, rows)) {
                samples.addAll(sample(transaction, table, counts, rows));
            }
        });
        return samples;
    }

    /** Its subject names the transaction, so that each is a breach of its own. */
    private static List<Sample> sample(Counted transaction, String table, Counts counts, OptionalDouble before) {
        boolean truncated = counts.truncated() > 0;
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("table", table);
        evidence.put("operation", counts.operation());
        evidence.put("deleted", counts.deleted());
        evidence.put("updated", counts.updated());
        before.ifPresent(rows -> evidence.put("rowsBefore", Math.round(rows)));
        evidence.put("xid", transaction.xid());
        evidence.put("committedAt", transaction.committedAt().toString());
        evidence.put("user", transaction.user().isEmpty() ? "not known" : transaction.user());
        evidence.put("restore", "chronoops restore --before-xid " + transaction.xid() + " --tables " + table);
        if (!truncated) {
            evidence.put("undo", "chronoops undo --xid " + transaction.xid());
        }
        return new Findings()
                .sample(
                        truncated ? TRUNCATED : CHANGED,
                        table + " by transaction " + transaction.xid(),
                        truncated ? before.orElse(1) : counts.changed(),
                        "count",
                        evidence)
                .seen()
                .samples();
    }
}
