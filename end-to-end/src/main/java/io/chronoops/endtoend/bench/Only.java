package io.chronoops.endtoend.bench;

import java.util.Locale;

/** A comparison by its name on the command line. */
enum Only {
    GZIP,
    ZSTD,
    PGBACKREST,
    RESTORE,
    TABLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
