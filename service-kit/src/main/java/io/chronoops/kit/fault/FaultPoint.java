package io.chronoops.kit.fault;

/** A named point at which a fault test may end this process as kill -9 would: set by the system property chronoops.fault.point. */
public final class FaultPoint {
    private static final String CHOSEN = System.getProperty("chronoops.fault.point", "");
    private static final int KILLED = 137;

    private FaultPoint() {}

    /** Ends the process without any clean-up if this point was chosen; else does nothing. */
    public static void reached(String point) {
        if (!CHOSEN.isEmpty() && CHOSEN.equals(point)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
