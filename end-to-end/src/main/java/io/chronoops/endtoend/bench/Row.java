package io.chronoops.endtoend.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the result.
 *
 * @param ours our figure, null where there is none
 * @param ratio ours to the peer's; where there is no peer, null: the goal is for our own figure
 * @param goal what the ratio, or our own figure, must be at most; or at least where more is better
 * @param note why there is no figure, or what bears on it
 */
record Row(
        String work,
        String unit,
        @Nullable Double ours,
        @Nullable Double peer,
        @Nullable String peerName,
        @Nullable Double ratio,
        Goal goal,
        @Nullable Boolean met,
        String note) {

    static Row compared(Comparison comparison, double ours, double peer) {
        return ratio(
                comparison.work(),
                comparison.unit(),
                ours,
                peer,
                comparison.peer().name(),
                comparison.goal());
    }

    /** Our figure against a peer's: less is better. */
    static Row ratio(String work, String unit, double ours, double peer, String peerName, double goal) {
        double ratio = ours / peer;
        return new Row(work, unit, ours, peer, peerName, ratio, Goal.atMost(goal), ratio <= goal, "");
    }

    /** Our figure for something large against our own for something small. */
    static Row grown(String work, double large, double small, String smallName, double goal) {
        double ratio = large / small;
        return new Row(work, "MiB", large, small, smallName, ratio, Goal.atMost(goal), ratio <= goal, "");
    }

    /** Our own figure against a limit. */
    static Row limited(String work, String unit, double ours, double goal, String note) {
        return new Row(work, unit, ours, null, null, null, Goal.atMost(goal), ours <= goal, note);
    }

    /** Our rate against a peer's: more is better. */
    static Row rate(String work, String unit, double ours, double peer, String peerName, double goal, String note) {
        double ratio = ours / peer;
        return new Row(work, unit, ours, peer, peerName, ratio, Goal.atLeast(goal), ratio >= goal, note);
    }

    static Row skipped(String work, String peerName, double goal, String why) {
        return new Row(work, "s", null, null, peerName, null, Goal.atMost(goal), null, "skipped: " + why);
    }
}
