package io.chronoops.monitor.watch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The newest round of every probe of every database. */
public final class Newest {
    private final Map<String, Round> rounds = new ConcurrentSkipListMap<>();

    void take(Round round) {
        rounds.put(round.watched().key(), round);
    }

    void forget(String database) {
        rounds.keySet().removeIf(key -> key.startsWith(database + "/"));
    }

    /** All of them. */
    public Collection<Round> all() {
        return List.copyOf(rounds.values());
    }

    /** Those of one database. */
    public List<Round> of(String database) {
        return rounds.values().stream()
                .filter(round -> round.watched().database().equals(database))
                .toList();
    }
}
