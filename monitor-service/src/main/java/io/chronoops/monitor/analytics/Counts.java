package io.chronoops.monitor.analytics;

import java.time.Instant;
import java.util.Map;

/**
 * The counts of one table at the end of one transaction.
 *
 * @param lsn that transaction's commit, as PostgreSQL writes it
 * @param at when it committed
 * @param exact whether these are the counts at exactly this LSN; not yet, for a moment after a start or a reload
 * @param counts column → value → rows
 * @param leftOut tracked columns that are not counted, each with the reason
 */
public record Counts(
        String database,
        String lsn,
        Instant at,
        boolean exact,
        String table,
        long rows,
        Map<String, Map<String, Long>> counts,
        Map<String, String> leftOut) {}
