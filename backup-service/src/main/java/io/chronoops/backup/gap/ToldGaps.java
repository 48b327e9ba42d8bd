package io.chronoops.backup.gap;

import io.chronoops.backup.archive.Gap;

/** The gaps that have been told. */
public interface ToldGaps {
    /** Notes a gap together with its event; the same one again changes nothing. */
    void add(Gap gap);

    /** Whether an operation under way takes the base itself, as a replacement of the database does. */
    boolean baseIsOnItsWay(String database);
}
