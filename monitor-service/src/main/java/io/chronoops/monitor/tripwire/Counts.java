package io.chronoops.monitor.tripwire;

/** What one transaction did to one table, in rows; truncated: how often. */
record Counts(long updated, long deleted, long truncated) {
    static final Counts NONE = new Counts(0, 0, 0);

    Counts plus(Counts more) {
        return new Counts(updated + more.updated, deleted + more.deleted, truncated + more.truncated);
    }

    /** Rows that are not any more as they were. */
    long changed() {
        return updated + deleted;
    }

    /** The graver of what was done. */
    String operation() {
        if (truncated > 0) {
            return "TRUNCATE";
        }
        return deleted >= updated ? "DELETE" : "UPDATE";
    }
}
