package io.chronoops.monitor.analytics;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is counted.
 *
 * @param tables the tables, looked for in every operated database
 * @param maxRows the most rows of a table that are kept in memory: about 150 bytes each
 * @param topValues how many values of a column are metrics of their own; the others are one called (other)
 * @param look how often to see whether the tables have changed their form
 * @param clockMargin how far the clocks of PostgreSQL and Kafka's writers may differ
 */
@ConfigurationProperties("chronoops.analytics")
public record AnalyticsProperties(
        @DefaultValue List<Table> tables,
        @DefaultValue("2000000") int maxRows,
        @DefaultValue("20") int topValues,
        @DefaultValue("30s") Duration look,
        @DefaultValue("60s") Duration clockMargin) {
    public AnalyticsProperties {
        if (maxRows < 1 || topValues < 1) {
            throw new IllegalArgumentException("chronoops.analytics: max-rows and top-values must be 1 or more");
        }
    }

    /** One table, as written in the configuration. */
    public record Table(@DefaultValue("public") String schema, String name, List<String> key, List<String> columns) {}

    /** The tables to count. */
    public List<TrackedTable> tracked() {
        return tables.stream()
                .map(table -> new TrackedTable(table.schema(), table.name(), table.key(), table.columns()))
                .toList();
    }
}
