package io.chronoops.monitor.kafka;

import io.chronoops.monitor.rule.Shelf;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A shelf in a Kafka Streams store: kept by its changelog, and changed only together with the breaches. */
record StoreShelf<V>(KeyValueStore<String, V> store) implements Shelf<V> {
    @Override
    public @Nullable V get(String key) {
        return store.get(key);
    }

    @Override
    public void put(String key, V value) {
        store.put(key, value);
    }

    @Override
    public void remove(String key) {
        store.delete(key);
    }

    @Override
    public Map<String, V> under(String prefix) {
        Map<String, V> found = new TreeMap<>();
        try (KeyValueIterator<String, V> entries = // an empty prefix is an error to the store
                prefix.isEmpty() ? store.all() : store.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(entry -> found.put(entry.key, entry.value));
        }
        return found;
    }
}
