package io.chronoops.migration.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one run, for its outcome; passes all on to the metrics. */
public final class Figures implements Measures {
    private final Measures metrics;
    private final Map<String, Duration> steps = new LinkedHashMap<>();
    private final List<Long> batches = new ArrayList<>();
    private long rows;
    private long mostRows;
    private long retries;

    /** Starts at nothing. */
    public Figures(Measures metrics) {
        this.metrics = metrics;
    }

    @Override
    public void batch(Duration took, long changed) {
        batches.add(took.toMillis());
        rows += changed;
        mostRows = Math.max(mostRows, changed);
        metrics.batch(took, changed);
    }

    @Override
    public void lockRetried() {
        retries++;
        metrics.lockRetried();
    }

    @Override
    public void step(String name, Duration took) {
        steps.merge(name, took, Duration::plus);
        metrics.step(name, took);
    }

    /** Rows assigned. */
    public long rows() {
        return rows;
    }

    /** The figures by the names that the outcome gives them. */
    public Map<String, String> details() {
        var details = new LinkedHashMap<String, String>();
        details.put("rows", Long.toString(rows));
        details.put("batches", Integer.toString(batches.size()));
        details.put(
                "worstBatchMs",
                Long.toString(batches.stream().mapToLong(Long::longValue).max().orElse(0)));
        details.put("largestBatchRows", Long.toString(mostRows));
        details.put("lockRetries", Long.toString(retries));
        details.put(
                "steps",
                steps.isEmpty()
                        ? "all stood already"
                        : steps.entrySet().stream()
                                .map(step ->
                                        step.getKey() + "=" + step.getValue().toMillis() + "ms")
                                .collect(Collectors.joining(", ")));
        steps.forEach((step, took) -> details.put("step." + step + ".ms", Long.toString(took.toMillis())));
        return details;
    }
}
