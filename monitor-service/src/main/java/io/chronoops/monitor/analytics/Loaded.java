package io.chronoops.monitor.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tables as one snapshot has them.
 *
 * @param server the server's identity and timeline
 * @param layouts the forms of all tables that can be read
 * @param tables the rows
 * @param refused tables that are there and cannot be counted, or not wholly, each with the reason and mend
 */
record Loaded(
        Point point,
        Server server,
        List<Layout> layouts,
        List<CountedTable> tables,
        Map<TrackedTable, Refused> refused) {
    /**
     * When it was.
     *
     * @param snapshot which transactions are in
     * @param lsn all that are in have committed before here
     * @param oldest no transaction that was open at the snapshot had begun before
     */
    record Point(Snapshot snapshot, long lsn, Instant oldest) {}

    /** Which server, on which line of its history. */
    record Server(String systemIdentifier, int timeline) {}

    /** Why a table, or a part of it, cannot be counted. */
    record Refused(String why, String mend) {}
}
