package io.chronoops.monitor.tripwire;

import java.time.Instant;
import java.util.Map;

/**
 * A transaction that has committed.
 *
 * @param committedAt by the source's clock
 * @param user who works in it, where a message says so; else empty
 * @param tables what it did, by schema.table
 */
record Counted(long xid, long lsn, Instant committedAt, String user, Map<String, Counts> tables) {}
