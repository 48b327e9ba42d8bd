package io.chronoops.endtoend.bench;

import java.util.Locale;

/** A comparison by its name on the command line. */
enum Only {
    GZIP,
    ZSTD,
    PGBACKREST,
    RESTORE,
    TABLE,
    /** On its own alone: tables of two sizes, no peer. */
    MEMORY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
