package io.chronoops.migration.support;

import io.chronoops.migration.run.Checkpoints;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Checkpoints that die with the test. */
public final class InMemoryCheckpoints implements Checkpoints {
    private final Map<Place, Checkpoint> saved = new ConcurrentHashMap<>();

    @Override
    public Optional<Checkpoint> find(Place place) {
        return Optional.ofNullable(saved.get(place));
    }

    @Override
    public void save(Place place, Checkpoint checkpoint) {
        saved.keySet().removeIf(other -> other.step().equals(place.step()) && sameTable(other, place));
        saved.put(place, checkpoint);
    }

    private static boolean sameTable(Place one, Place other) {
        return one.database().equals(other.database()) && one.plan().equals(other.plan());
    }

    @Override
    public void forget(String database, String plan) {
        saved.keySet()
                .removeIf(place ->
                        place.database().equals(database) && place.plan().equals(plan));
    }
}
