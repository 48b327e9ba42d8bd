package io.chronoops.migration.plan;

/** Which way a plan is taken. */
public enum Direction {
    APPLY,
    ROLLBACK;

    /** As commands say it. */
    public static Direction of(boolean rollback) {
        return rollback ? ROLLBACK : APPLY;
    }
}
