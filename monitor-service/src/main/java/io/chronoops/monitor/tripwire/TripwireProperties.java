package io.chronoops.monitor.tripwire;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which transactions are told to the rules.
 *
 * @param rows more rows of one table than this, deleted or updated, are many
 * @param share of the table's rows, where their number is known, that must be reached too
 * @param except tables, as schema.table, whose masses are meant to change: what is loaded anew each night
 * @param lookBack of a log that is followed for the first time, so much of its past is looked at
 */
@ConfigurationProperties("chronoops.tripwire")
public record TripwireProperties(
        @DefaultValue("9999") long rows,
        @DefaultValue("0.2") double share,
        @DefaultValue List<String> except,
        @DefaultValue("10m") Duration lookBack) {
    public TripwireProperties {
        if (rows < 0) {
            throw new IllegalArgumentException("chronoops.tripwire.rows must be 0 or more, was " + rows);
        }
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("chronoops.tripwire.share must be from 0 to 1, was " + share);
        }
    }

    /** Whether this is to be told. before: the table's rows before it; empty: not known, and then the number alone decides. */
    boolean trips(String table, Counts counts, OptionalDouble before) {
        if (except.contains(table)) {
            return false;
        }
        if (counts.truncated() > 0) {
            return before.isEmpty() || before.getAsDouble() > 0;
        }
        return counts.changed() > rows && (before.isEmpty() || counts.changed() >= share * before.getAsDouble());
    }
}
