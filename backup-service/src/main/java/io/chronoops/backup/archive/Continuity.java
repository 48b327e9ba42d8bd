package io.chronoops.backup.archive;

import io.chronoops.backup.postgres.Lsn;
import io.chronoops.cdc.Opened;
import org.jspecify.annotations.Nullable;

/** Whether a capture that begins goes on where the archive ends. Pure. */
final class Continuity {
    private Continuity() {}

    /**
     * What the archive ends with.
     *
     * @param origin null: not told by every version, or there is nothing yet
     * @param lastLsn commit LSN of the last transaction; 0: there is none
     */
    record End(@Nullable Origin origin, long lastLsn) {}

    /** What to do. */
    sealed interface Verdict {
        /** All since the archive's end is still to come. */
        record GoesOn() implements Verdict {}

        /**
         * Something is missing in between, or may be.
         *
         * @param line what comes next is counted in other LSNs than what is there
         */
        record BeginsAnew(String reason, boolean line) implements Verdict {}

        /** A failover: what lies beyond this LSN, the new primary never had; then it is to be asked again. */
        record CutFirst(long lsn) implements Verdict {}
    }

    static Verdict of(End end, Opened opened) {
        Origin origin = end.origin();
        if (origin == null) {
            return onOneServer(end, opened);
        }
        if (!origin.systemIdentifier().equals(opened.getSystemIdentifier())) {
            return new Verdict.BeginsAnew(
                    "another server answers: its system identifier is " + opened.getSystemIdentifier()
                            + ", the archive is of " + origin.systemIdentifier()
                            + "; what happened between the two is in neither log",
                    true);
        }
        return origin.timeline() == opened.getTimeline()
                ? onOneServer(end, opened)
                : afterFailover(end, origin.timeline(), opened);
    }

    private static Verdict afterFailover(End end, int timeline, Opened opened) {
        Long switched = opened.getEndedTimelines().get(String.valueOf(timeline));
        String what = "failover from timeline " + timeline + " to " + opened.getTimeline();
        if (switched == null) {
            return new Verdict.BeginsAnew(
                    what + ": the server does not tell at which LSN timeline " + timeline
                            + " ended; the archive of it may hold transactions that the new primary never had",
                    true);
        }
        if (switched < end.lastLsn()) {
            return new Verdict.CutFirst(switched);
        }
        return opened.getRenewed() == null && opened.getConfirmedLsn() <= end.lastLsn()
                ? new Verdict.GoesOn() // a slot that the standby had too
                : new Verdict.BeginsAnew(
                        what + " at " + Lsn.text(switched) + ": the slot did not come along, its new one begins at "
                                + Lsn.text(opened.getConfirmedLsn()),
                        true);
    }

    private static Verdict onOneServer(End end, Opened opened) {
        String renewed = opened.getRenewed();
        if (renewed != null) {
            return new Verdict.BeginsAnew(
                    renewed + "; the new one begins at " + Lsn.text(opened.getConfirmedLsn()) + ends(end), false);
        }
        if (end.lastLsn() == 0 || opened.getConfirmedLsn() <= end.lastLsn()) {
            return new Verdict.GoesOn();
        }
        return new Verdict.BeginsAnew(
                "the slot " + opened.getSlot() + " stood at " + Lsn.text(opened.getConfirmedLsn())
                        + ", beyond the archive's end " + Lsn.text(end.lastLsn())
                        + ": it was made anew, as when the database is replaced, or dropped or advanced by someone else",
                false);
    }

    private static String ends(End end) {
        return end.lastLsn() == 0 ? "" : ", the archive ended at " + Lsn.text(end.lastLsn());
    }
}
