package io.chronoops.backup.timeline;

import java.time.Instant;

/** A committed transaction. */
public record Commit(long xid, long lsn, Instant at) {}
