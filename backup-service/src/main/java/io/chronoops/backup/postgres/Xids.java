package io.chronoops.backup.postgres;

/** Widens the 32-bit xids of the stream to the 64 bits that snapshots have. */
public final class Xids {
    private static final long EPOCH = 1L << 32;

    private Xids() {}

    /** The 64-bit xid with these low bits that is nearest to a known one. */
    public static long widen(long low, long known) {
        long candidate = (known & -EPOCH) | (low & (EPOCH - 1));
        long distance = candidate - known;
        if (distance > EPOCH / 2) {
            return candidate - EPOCH;
        }
        return distance < -EPOCH / 2 ? candidate + EPOCH : candidate;
    }
}
