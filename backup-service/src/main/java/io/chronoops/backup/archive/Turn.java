package io.chronoops.backup.archive;

/**
 * Whether it is this instance's turn to archive: it is while its capture was the last to begin. Another's beginning in the
 * change log ends it, and whoever was held up meanwhile finds that beginning before it seals anything behind it.
 */
public final class Turn {
    private static final long NOT_YET = -1;

    private volatile long epoch;
    private volatile long offset = NOT_YET;

    /** This instance's capture is about to begin under this epoch. */
    public void claim(long claimed) {
        offset = NOT_YET;
        epoch = claimed;
    }

    /** It has begun: all that its slot holds comes after this offset of the change log. */
    public void begun(long at) {
        offset = at;
    }

    boolean isOurs() {
        return offset != NOT_YET;
    }

    /** Where our beginning stands. */
    long offset() {
        return offset;
    }

    /** Whether a capture that began under this epoch is another's, after ours. */
    boolean isLostTo(long other) {
        return other > epoch;
    }

    void end() {
        offset = NOT_YET;
    }
}
