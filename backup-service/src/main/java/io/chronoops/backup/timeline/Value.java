package io.chronoops.backup.timeline;

import org.jspecify.annotations.Nullable;

/**
 * A column's value.
 *
 * @param text as PostgreSQL reads it; null: NULL, or the value is large
 * @param large hash of a value kept beside the log; null: it is not large
 */
record Value(@Nullable String text, @Nullable String large) {
    /** The log does not tell it. */
    static final Value UNKNOWN = new Value(null, "");

    static Value of(@Nullable String text) {
        return new Value(text, null);
    }

    boolean isKnown() {
        return !equals(UNKNOWN);
    }

    boolean isNull() {
        return text == null && large == null;
    }
}
