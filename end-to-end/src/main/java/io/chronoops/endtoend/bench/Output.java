package io.chronoops.endtoend.bench;

import java.util.Locale;

/** How results are printed. */
enum Output {
    TABLE,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
