package io.chronoops.monitor.analytics;

import org.jspecify.annotations.Nullable;

/** A column's text as it is counted: the same from a snapshot and from the change log. */
final class Values {
    static final String NULL = "(null)";
    /** All values that are too long to tell apart in a count. */
    static final String LONG = "(long)";

    private static final int LONGEST = 200;

    private Values() {}

    static String of(@Nullable String text, boolean truth) {
        if (text == null) {
            return NULL;
        }
        if (truth) {
            return text.startsWith("t") ? "true" : "false"; // PostgreSQL's output says t, its cast says true
        }
        return text.length() > LONGEST ? LONG : text;
    }
}
