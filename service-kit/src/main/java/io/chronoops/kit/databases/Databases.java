package io.chronoops.kit.databases;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** The operated databases, as the log has them. */
public interface Databases {
    /** All, by name. */
    Collection<Database> all();

    /** One by its configured name. */
    Optional<Database> find(String name);

    /**
     * Waits until what was committed when asked is known here: ask it before saying that a database is unknown.
     *
     * @throws IllegalStateException if that takes longer
     */
    void awaitNewest(Duration timeout);

    /** Calls back for each database that is there, comes or changes, and for each that goes. */
    void watch(Watcher watcher);

    /** Told of changes, one at a time. */
    interface Watcher {
        /** It is there now, new or changed. */
        void added(Database database);

        /** It is gone. */
        void removed(String name);
    }
}
