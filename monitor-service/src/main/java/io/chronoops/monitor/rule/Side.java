package io.chronoops.monitor.rule;

/** On which side of its threshold a value is bad. */
public enum Side {
    ABOVE,
    BELOW;

    /** Whether the value lies on this side of the limit; the limit itself does not. */
    boolean beyond(double value, double limit) {
        return switch (this) {
            case ABOVE -> value > limit;
            case BELOW -> value < limit;
        };
    }
}
