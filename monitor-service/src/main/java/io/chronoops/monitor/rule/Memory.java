package io.chronoops.monitor.rule;

import io.chronoops.monitor.Breach;

/**
 * All that judging remembers.
 *
 * @param standings by rule|database|subject
 * @param visions by database/probe
 * @param active the newest opening breach of what is open, by rule|database|subject
 */
public record Memory(Shelf<Standing> standings, Shelf<Vision> visions, Shelf<Breach> active) {
    /** An empty memory, for a replay. */
    public static Memory empty() {
        return new Memory(Shelf.inMemory(), Shelf.inMemory(), Shelf.inMemory());
    }
}
