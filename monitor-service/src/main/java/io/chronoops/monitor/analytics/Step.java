package io.chronoops.monitor.analytics;

import java.time.Instant;
import java.util.List;

/** What one record of the change log came to. */
sealed interface Step {
    /** Nothing to tell: a transaction under way, or one that was counted before. */
    record Within() implements Step {}

    /** A transaction ended: the counts are those of this LSN. */
    record Reached(long lsn, Instant at, List<String> marks) implements Step {}

    /**
     * The counts cannot be kept from here: load anew.
     *
     * @param otherServer nothing before this record belongs to the server that now answers
     */
    record Lost(String why, boolean otherServer) implements Step {}
}
