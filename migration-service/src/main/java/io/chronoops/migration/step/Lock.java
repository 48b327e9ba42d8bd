package io.chronoops.migration.step;

/** The strongest table lock that a step takes, as PostgreSQL names it. */
public enum Lock {
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE_ROW_EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** As PostgreSQL writes it. */
    public String sql() {
        return name().replace('_', ' ');
    }

    /** Whether others cannot write the table while it is held. */
    public boolean blocksWrites() {
        return this == SHARE_ROW_EXCLUSIVE || this == ACCESS_EXCLUSIVE;
    }
}
