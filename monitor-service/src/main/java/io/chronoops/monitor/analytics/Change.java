package io.chronoops.monitor.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of one tracked table, in the words of its layout. */
sealed interface Change {
    TrackedTable table();

    /** A row came. */
    record Inserted(TrackedTable table, String key, List<String> values) implements Change {}

    /** A row changed; a null value did not. */
    record Updated(TrackedTable table, String key, String newKey, List<@Nullable String> values) implements Change {}

    /** A row went. */
    record Deleted(TrackedTable table, String key) implements Change {}

    /** All rows went. */
    record Emptied(TrackedTable table) implements Change {}

    /** The change log speaks of another form of the table than was loaded. */
    record Outgrown(TrackedTable table, String why) implements Change {}

    /** The change log does not carry the configured key: the table cannot be counted. */
    record Unidentified(TrackedTable table) implements Change {}
}
