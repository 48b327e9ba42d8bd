package io.chronoops.router.policy;

/** How bad it is, mildest first. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** Whether this is worse than the other. */
    public boolean worseThan(Severity other) {
        return compareTo(other) > 0;
    }
}
