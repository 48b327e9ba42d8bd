package io.chronoops.monitor.metrics;

import io.chronoops.monitor.analytics.Analytics;
import io.chronoops.monitor.analytics.Counts;
import io.chronoops.monitor.probe.Exported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counted rows by value: the most frequent values of a column each a series, all others one called (other). */
public final class RowSeries implements SeriesSource {
    private static final String HELP = "Rows by the value of a tracked column.";
    private static final String OTHER = "(other)";

    private final Analytics analytics;
    private final int topValues;

    public RowSeries(Analytics analytics, int topValues) {
        this.analytics = analytics;
        this.topValues = topValues;
    }

    @Override
    public Stream<Exported> series() {
        return analytics.everything().stream().flatMap(this::table);
    }

    private Stream<Exported> table(Counts counts) {
        var series = new ArrayList<Exported>();
        counts.counts().forEach((column, byValue) -> {
            List<Map.Entry<String, Long>> values = List.copyOf(byValue.entrySet());
            values.stream()
                    .limit(topValues)
                    .forEach(value -> series.add(rows(counts, column, value.getKey(), value.getValue())));
            if (values.size() > topValues) {
                series.add(rows(
                        counts,
                        column,
                        OTHER,
                        values.stream()
                                .skip(topValues)
                                .mapToLong(Map.Entry::getValue)
                                .sum()));
            }
        });
        var labels = Map.of("database", counts.database(), "table", counts.table());
        series.add(new Exported("chronoops_table_rows", "Rows of a counted table.", false, labels, counts.rows()));
        return series.stream();
    }

    private static Exported rows(Counts counts, String column, String value, long rows) {
        return new Exported(
                "chronoops_rows",
                HELP,
                false,
                Map.of("database", counts.database(), "table", counts.table(), "column", column, "value", value),
                rows);
    }
}
