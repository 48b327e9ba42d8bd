package io.chronoops.monitor.rule;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where decisions keep their state: a Kafka Streams store in production, a map in a replay. */
public interface Shelf<V> {
    /** What is kept under the key, if anything. */
    @Nullable
    V get(String key);

    /** Keeps a value. */
    void put(String key, V value);

    /** Forgets a key. */
    void remove(String key);

    /** A copy of all whose key begins so, in the keys' order. */
    Map<String, V> under(String prefix);

    /** A shelf in memory. */
    static <V> Shelf<V> inMemory() {
        return new Shelf<>() {
            private final TreeMap<String, V> kept = new TreeMap<>();

            @Override
            public @Nullable V get(String key) {
                return kept.get(key);
            }

            @Override
            public void put(String key, V value) {
                kept.put(key, value);
            }

            @Override
            public void remove(String key) {
                kept.remove(key);
            }

            @Override
            public Map<String, V> under(String prefix) {
                return new TreeMap<>(kept.subMap(prefix, prefix + Character.MAX_VALUE));
            }
        };
    }
}
