package io.chronoops.migration.run;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far backfills have come, kept in the control database. It only saves work: lost, or older than what was done, it
 * makes batches run again, which changes nothing.
 */
public interface Checkpoints {
    /** As last saved. */
    Optional<Checkpoint> find(Place place);

    /** Replaces what was there. */
    void save(Place place, Checkpoint checkpoint);

    /** Forgets all of a plan at a database: its columns begin anew. */
    void forget(String database, String plan);

    /** Which backfill of which table; a restored or recreated table is another one. */
    record Place(String database, String plan, String step, String table) {}

    /**
     * How far it is.
     *
     * @param key the primary key up to which rows have been seen; empty: none yet
     * @param rows how many rows have been seen
     * @param settledBefore the transaction id before which no row is left; null: not yet all
     */
    record Checkpoint(List<String> key, long rows, @Nullable Long settledBefore) {
        /** At the very beginning. */
        public static Checkpoint start() {
            return new Checkpoint(List.of(), 0, null);
        }
    }
}
